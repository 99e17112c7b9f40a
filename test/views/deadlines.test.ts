import { expect } from 'chai'
import { bindScreens } from '../../server/adapters/screens.ts'
import { confirmDeadline } from '../../server/commands/confirm-deadline.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import { settleDeadline } from '../../server/commands/settle-deadline.ts'
import { granted, openDesk } from '../commands/desk.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'

describe('the radar of legal dates, and the case', () => {
  onBothDatabases((open) => {
    it('shows what comes first within 28 days or is over, nearest first, and who owns it', async () => {
      const desk = await openDesk(open)
      const screens = bindScreens({
        read: desk.database.read,
        search: desk.database.search,
        engine: desk.database.engine,
        clock: { now: () => monday },
      })
      const personId = demo.marcus
      const dismissed = async (day: string, reason: 'union' | 'other') => {
        const { caseId } = granted(
          await desk.run(
            openCase,
            { memberId: 'demo-member-M-204117', title: `Dismissed ${day}`, kind: 'discipline', personId },
            personId,
          ),
        )
        granted(
          await desk.run(
            proposeDeadline,
            {
              caseId,
              personId,
              claim: 'unfair-dismissal',
              nation: 'EW',
              respondent: 'Northside',
              triggers: [day],
              isTriggerCertain: true,
              knownOn: null,
              reason,
              conciliations: [],
            },
            personId,
          ),
        )
        return caseId
      }
      const soon = await dismissed('2026-09-10', 'other')
      const relief = await dismissed('2026-11-20', 'union')
      const over = await dismissed('2026-08-10', 'other')
      await dismissed('2026-11-15', 'other')
      // Interim relief was over long ago: it is no longer what comes next, and the working target is months away.
      await dismissed('2026-10-05', 'union')

      const radar = await screens.radar()
      const { today } = radar
      const mine = (each: { id: string }) => !each.id.startsWith('demo-deadline-')
      const items = radar.items.filter(mine)
      expect(radar.items.length, 'the demo has one that is near').to.equal(4)
      expect(today).to.equal('2026-11-23')
      expect(items.map((item) => item.case.id)).to.deep.equal([over, relief, soon])
      expect(items.map((item) => item.next.kind)).to.deep.equal(['limit', 'interim-relief', 'target'])
      expect(items.map((item) => item.next.daysLeft)).to.deep.equal([-14, 4, 9])
      expect(items[0]?.case.owner?.name).to.equal('Marcus Webb')
      expect(radar.later).to.equal(3)

      const found = await screens.case(relief)
      const [date] = found?.deadlines ?? []
      expect(found?.actions.close).to.deep.include({ allowed: false, reason: 'deadline-live' })
      expect(date?.warnings[0]?.id).to.equal('interim-relief')
      expect(date?.counts.map(({ limitWords }) => limitWords)).to.include('19 May 2027')
      expect(date?.rule.words).to.include('check with legal')
      expect(date?.actions.missed).to.deep.include({ allowed: false, reason: 'not-missed-yet' })

      const pressed = { deadlineId: date?.id ?? '', personId }
      granted(await desk.run(confirmDeadline, { ...pressed, version: 1 }, personId))
      granted(
        await desk.run(settleDeadline, { ...pressed, version: 2, as: 'met', why: 'ET1 lodged' }, personId),
      )
      const after = await screens.case(relief)
      expect(after?.actions.close.allowed).to.equal(true)
      expect(after?.deadlines[0]).to.deep.include({ state: 'met', daysLeft: null, warnings: [] })
      expect((await screens.radar()).items.filter(mine).map((item) => item.case.id)).to.deep.equal([
        over,
        soon,
      ])
    })
  })
})
