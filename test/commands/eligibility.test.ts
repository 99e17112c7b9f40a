import { expect } from 'chai'
import { assessEligibility, decideSupport } from '../../server/commands/assess-eligibility.ts'
import { eligibilityView } from '../../server/views/eligibility-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'

describe('what support is open for a case', () => {
  onBothDatabases((open) => {
    let desk: Desk
    let caseId = ''
    before(async () => {
      desk = await openDesk(open)
      const row: { id: string } | undefined = await desk.database
        .read('cases')
        .where({ member_id: aisha })
        .whereNull('closed_at')
        .first('id')
      caseId = row?.id ?? ''
      await desk.ask(async (stores) => {
        const member = await stores.members.find(aisha)
        if (member) await stores.members.save({ ...member, joinedOn: '2026-09-14' })
      })
    })
    beforeEach(() => desk.set(monday))
    const view = async () => {
      const shown = await eligibilityView(
        { read: desk.database.read, engine: desk.database.engine, clock: { now: desk.now } },
        caseId,
        { work: true, decide: true },
      )
      if (!shown) throw new Error('no case')
      return shown
    }
    const assess = (happenedOn: string) =>
      desk.run(assessEligibility, { caseId, personId: demo.priya, happenedOn }, demo.priya)

    it('N8: 21 days is initial advice, with the reason, the offers and the signposts', async () => {
      granted(await assess('2026-10-05'))
      const { assessment, member } = await view()
      expect(member).to.include({ joinedOn: '2026-09-14', membershipAge: '10 weeks' })
      expect(assessment).to.include({
        support: 'advice-once',
        short: 'Initial advice; no legal assistance',
        happenedWords: '5 October 2026',
      })
      expect(assessment?.why).to.include('21 days')
      expect(assessment?.signposts.map(({ name }) => name)).to.include('Acas helpline')
      expect(assessment?.rule.source).to.include('UNISON')
    })

    it('the branch allows more, with words; another look at the same day keeps it, another day does not', async () => {
      const version = (await view()).assessment?.version ?? 0
      const decide = (why: string) =>
        desk.run(
          decideSupport,
          { caseId, personId: demo.marcus, version, support: 'internal-only' as const, why },
          demo.marcus,
        )
      expect(await decide('  ')).to.deep.equal({ refused: 'why-required' })
      granted(await decide('He was told the wrong day when he joined'))
      expect((await view()).assessment?.decision).to.include({ support: 'internal-only' })
      expect(await decide('again')).to.deep.equal({ refused: 'stale-version' })
      granted(await assess('2026-10-05'))
      expect((await view()).assessment?.decision).to.not.equal(null)
      granted(await assess('2026-10-12'))
      expect((await view()).assessment).to.deep.include({ support: 'full', decision: null, signposts: [] })
    })

    it('stays as it was found when the member’s standing changes, and is found anew when asked', async () => {
      const standing = (status: string) =>
        desk.ask(async (stores) => {
          const member = await stores.members.find(aisha)
          if (member) await stores.members.save({ ...member, version: member.version + 1, status })
        })
      await standing('In arrears')
      expect((await view()).assessment?.support).to.equal('full')
      granted(await assess('2026-10-12'))
      expect((await view()).assessment?.support).to.equal('internal-only')
      await standing('Paid up')
    })

    it('refuses what is no day, a day to come, and a case that is nobody’s', async () => {
      expect(await assess('2026-02-30')).to.deep.include({ refused: 'bad-settings' })
      expect(await assess('2026-11-24')).to.deep.equal({ refused: 'happens-in-future' })
      const row: { id: string } | undefined = await desk.database
        .read('cases')
        .whereNull('member_id')
        .first('id')
      const nobodys = row?.id ?? (await desk.contact((await desk.waitingCall()).contactId)).caseId ?? ''
      expect(
        await desk.run(assessEligibility, {
          caseId: nobodys,
          personId: demo.priya,
          happenedOn: '2026-10-05',
        }),
      ).to.deep.equal({ refused: 'nobody-on-case' })
    })
  })
})
