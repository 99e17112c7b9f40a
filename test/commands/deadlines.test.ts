import { expect } from 'chai'
import { changeCase } from '../../server/commands/change-case.ts'
import { changeDeadline } from '../../server/commands/change-deadline.ts'
import { confirmDeadline, decideDeadlineChange } from '../../server/commands/confirm-deadline.ts'
import type { DeadlineInput } from '../../server/commands/deadline-support.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import { decideReopenedDeadline, reopenDeadline } from '../../server/commands/reopen-deadline.ts'
import { settleDeadline } from '../../server/commands/settle-deadline.ts'
import type { Deadline } from '../../server/domain/deadlines/deadline.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { won } from '../support/won.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const dismissal = (given: Partial<DeadlineInput> = {}): DeadlineInput => ({
  claim: 'unfair-dismissal',
  nation: 'EW',
  respondent: 'Northside Hospitals',
  triggers: ['2026-10-20'],
  isTriggerCertain: true,
  knownOn: null,
  reason: 'other',
  conciliations: [],
  ...given,
})
const certificate = { dayA: '2026-11-02', dayB: '2026-11-12', startedBy: 'organiser' } as const

describe('legal dates on a case', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    const [officer, other, agent] = [demo.marcus, 'demo-person-lorna', demo.priya]
    const opened = async () =>
      granted(
        await desk.run(
          openCase,
          { memberId: 'demo-member-M-204117', title: 'Dismissed', kind: 'discipline', personId: officer },
          officer,
        ),
      ).caseId
    const live = (caseId: string): Promise<Deadline[]> =>
      desk.ask((stores) => stores.deadlines.liveOfCase(caseId))
    const only = async (caseId: string): Promise<Deadline> => {
      const [found] = await live(caseId)
      if (!found) throw new Error('no legal date')
      return found
    }
    const proposed = async (given: Partial<DeadlineInput> = {}) => {
      const caseId = await opened()
      granted(await desk.run(proposeDeadline, { caseId, personId: agent, ...dismissal(given) }, agent))
      return only(caseId)
    }
    const pressed = ({ id, version }: Deadline, personId: string) => ({ deadlineId: id, version, personId })
    const confirmed = async () => {
      const deadline = await proposed()
      granted(await desk.run(confirmDeadline, pressed(deadline, officer), officer))
      return only(deadline.caseId)
    }
    const closing = async (caseId: string) => {
      const { version } = await desk.case(caseId)
      return desk.run(
        changeCase,
        { caseId, personId: officer, version, status: 'closed', outcome: won('Done') },
        officer,
      )
    }

    it('are proposed by anybody who works on cases, with the workings kept', async () => {
      const deadline = await proposed()
      expect(deadline).to.include({ state: 'proposed', limitOn: '2027-04-19', nextOn: '2027-01-12' })
      expect(deadline.worked.ruleId).to.equal('unfair-dismissal-gb-6m')
      expect(deadline.worked.steps[0]).to.include('19 April 2027')
      expect(deadline.facts).to.deep.include({ triggers: ['2026-10-20'], reason: 'other' })
    })

    it('nobody can enter days that do not exist, a certificate before day A, or a claim without a law', async () => {
      const caseId = await opened()
      const ask = (given: Partial<DeadlineInput>) =>
        desk.run(proposeDeadline, { caseId, personId: agent, ...dismissal(given) }, agent)
      const wrong = async (given: Partial<DeadlineInput>) => {
        const answer = await ask(given)
        return 'fields' in answer ? answer.fields?.map(({ field }) => field) : answer
      }
      expect(await wrong({ triggers: ['2026-02-30'] })).to.deep.equal(['triggers'])
      expect(await wrong({ respondent: ' ' })).to.deep.equal(['respondent'])
      expect(await wrong({ conciliations: [{ ...certificate, dayB: '2026-11-01' }] })).to.deep.equal([
        'dayB-0',
      ])
      expect(await wrong({ conciliations: [{ ...certificate, dayA: '2026-11-24' }] })).to.deep.equal([
        'dayA-0',
      ])
      expect(await ask({ claim: 'fair-employment', nation: 'S' })).to.deep.equal({ refused: 'no-limit-rule' })
      expect(await live(caseId)).to.deep.equal([])
    })

    it('give a case without owner to whoever proposes one', async () => {
      const caseId = await opened()
      await desk.ask(async (stores) => {
        const found = await stores.cases.find(caseId)
        if (found) await stores.cases.save({ ...found, ownerId: null, status: 'new' })
      })
      granted(await desk.run(proposeDeadline, { caseId, personId: agent, ...dismissal() }, agent))
      expect(await desk.case(caseId)).to.include({ ownerId: agent, status: 'open' })
    })

    it('cannot be confirmed while the day is uncertain, nor twice, nor as somebody else left it', async () => {
      const uncertain = await proposed({ isTriggerCertain: false })
      expect(await desk.run(confirmDeadline, pressed(uncertain, officer), officer)).to.deep.equal({
        refused: 'trigger-uncertain',
      })
      const deadline = await confirmed()
      expect(deadline).to.include({ state: 'confirmed', confirmedBy: officer })
      expect(await desk.run(confirmDeadline, pressed(deadline, officer), officer)).to.deep.equal({
        refused: 'already-confirmed',
      })
      expect(
        await desk.run(confirmDeadline, { ...pressed(deadline, officer), version: 1 }, officer),
      ).to.deep.equal({ refused: 'stale-version' })
    })

    it('a certificate changes a proposal at once', async () => {
      const deadline = await proposed()
      granted(
        await desk.run(
          changeDeadline,
          { ...pressed(deadline, agent), ...dismissal({ conciliations: [certificate] }), why: '' },
          agent,
        ),
      )
      expect(await only(deadline.caseId)).to.include({ limitOn: '2027-04-29', state: 'proposed', version: 2 })
    })

    it('once confirmed changes only with a reason and a second person; until then the old date stands', async () => {
      const deadline = await confirmed()
      const change = (why: string, at = deadline) =>
        desk.run(
          changeDeadline,
          { ...pressed(at, officer), ...dismissal({ conciliations: [certificate] }), why },
          officer,
        )
      expect(await change('  ')).to.deep.equal({ refused: 'why-required' })
      granted(await change('Certificate came by email'))
      const waiting = await only(deadline.caseId)
      expect(waiting.limitOn).to.equal('2027-04-19')
      expect(waiting.change?.worked.limit).to.equal('2027-04-29')
      expect(await change('again', waiting)).to.deep.equal({ refused: 'change-waits' })
      const decide = (personId: string, isAccepted: boolean, at = waiting) =>
        desk.run(decideDeadlineChange, { ...pressed(at, personId), isAccepted }, personId)
      expect(await decide(officer, true)).to.deep.equal({ refused: 'second-person' })
      granted(await decide(other, true))
      const changed = await only(deadline.caseId)
      expect(changed).to.include({ limitOn: '2027-04-29', confirmedBy: other, change: null })
      expect(await decide(other, true, changed)).to.deep.equal({ refused: 'no-change-waits' })
    })

    it('whom it is against changes with the rest: at once on a proposal, by the second person on a confirmed date', async () => {
      const change = async (at: Deadline, respondent: string) =>
        granted(
          await desk.run(
            changeDeadline,
            { ...pressed(at, officer), ...dismissal({ respondent }), why: 'Another employer' },
            officer,
          ),
        )
      const first = await proposed()
      await change(first, 'The agency')
      expect(await only(first.caseId)).to.include({ respondent: 'The agency' })
      const deadline = await confirmed()
      await change(deadline, 'The agency')
      const waiting = await only(deadline.caseId)
      expect(waiting.respondent).to.equal(deadline.respondent)
      granted(await desk.run(decideDeadlineChange, { ...pressed(waiting, other), isAccepted: true }, other))
      expect(await only(deadline.caseId)).to.include({ respondent: 'The agency' })
    })

    it('a change that is not accepted leaves the date as it was', async () => {
      const deadline = await confirmed()
      granted(
        await desk.run(
          changeDeadline,
          { ...pressed(deadline, officer), ...dismissal({ triggers: ['2026-10-25'] }), why: 'A new letter' },
          officer,
        ),
      )
      const waiting = await only(deadline.caseId)
      granted(
        await desk.run(decideDeadlineChange, { ...pressed(waiting, officer), isAccepted: false }, officer),
      )
      expect(await only(deadline.caseId)).to.include({ limitOn: '2027-04-19', change: null })
    })

    it('J19: a case does not close over one until it is met, or waived by an officer with a reason', async () => {
      const deadline = await proposed()
      expect(await closing(deadline.caseId)).to.deep.equal({ refused: 'deadline-live' })
      const settle = (as: 'met' | 'missed' | 'waived', why: string, personId: string) =>
        desk.run(settleDeadline, { ...pressed(deadline, personId), as, why }, personId)
      expect(await settle('waived', 'Settled by COT3', agent)).to.deep.equal({ refused: 'not-allowed' })
      expect(await settle('waived', '', officer)).to.deep.equal({ refused: 'why-required' })
      expect(await settle('missed', 'Late', officer)).to.deep.equal({ refused: 'not-missed-yet' })
      granted(await settle('waived', 'Settled by COT3', officer))
      expect(await live(deadline.caseId)).to.deep.equal([])
      granted(await closing(deadline.caseId))
    })

    it('that were confirmed are live again at once when an officer takes the end back, and a second one decides', async () => {
      const deadline = await confirmed()
      const now = () => desk.ask((stores) => stores.deadlines.find(deadline.id))
      const press = async (personId: string) => ({
        deadlineId: deadline.id,
        version: (await now())?.version ?? 0,
        personId,
      })
      const reopen = async (why: string, personId: string) =>
        desk.run(reopenDeadline, { ...(await press(personId)), why }, personId)
      const decide = async (personId: string, isAccepted: boolean) =>
        desk.run(decideReopenedDeadline, { ...(await press(personId)), isAccepted }, personId)
      granted(
        await desk.run(
          settleDeadline,
          { ...pressed(deadline, agent), as: 'met' as const, why: 'ET1 lodged' },
          agent,
        ),
      )
      expect(await decide(other, true)).to.deep.equal({ refused: 'deadline-settled' })
      expect(await reopen('It was another claim', agent)).to.deep.equal({ refused: 'not-allowed' })
      expect(await reopen('  ', officer)).to.deep.equal({ refused: 'why-required' })
      granted(await reopen('It was another claim', officer))
      expect(await only(deadline.caseId)).to.deep.include({
        state: 'confirmed',
        confirmedBy: officer,
        limitOn: deadline.limitOn,
        settledAt: null,
        reopening: {
          was: { state: 'met', by: agent, at: monday, why: 'ET1 lodged' },
          why: 'It was another claim',
          by: officer,
          at: monday,
        },
      })
      // It is live from the first word on: the case does not close while the second officer has yet to look.
      expect(await closing(deadline.caseId)).to.deep.equal({ refused: 'deadline-live' })
      expect(await decide(officer, true)).to.deep.equal({ refused: 'second-person' })
      granted(await decide(other, false))
      expect(await now()).to.include({
        state: 'met',
        settledBy: agent,
        settledWhy: 'ET1 lodged',
        reopening: null,
      })
      granted(await reopen('It was another claim', officer))
      granted(await decide(other, true))
      expect(await only(deadline.caseId)).to.include({ state: 'confirmed', reopening: null })
      expect(await decide(other, true)).to.deep.equal({ refused: 'no-reopening-waits' })
      const logged: { data: string }[] = await desk.database
        .read('event_log')
        .where({ case_id: deadline.caseId, type: 'deadline.reopening-decided' })
        .orderBy('seq')
      expect(logged).to.have.lengthOf(2)
      expect(JSON.stringify(logged)).not.to.include('another claim')
    })

    it('are missed only once the last day in London is over', async () => {
      const deadline = await proposed({ triggers: ['2026-08-24'] })
      expect(deadline.limitOn).to.equal('2026-11-23')
      const miss = () =>
        desk.run(settleDeadline, { ...pressed(deadline, officer), as: 'missed', why: 'Lodged late' }, officer)
      desk.set('2026-11-23T23:59:59.000Z')
      expect(await miss()).to.deep.equal({ refused: 'not-missed-yet' })
      desk.set('2026-11-24T00:00:00.000Z')
      granted(await miss())
    })

    it('all of it is on the timeline and in the log, by ids alone', async () => {
      const deadline = await confirmed()
      granted(
        await desk.run(
          settleDeadline,
          { ...pressed(deadline, agent), as: 'met', why: 'ET1 lodged, 2600001/2026' },
          agent,
        ),
      )
      const rows: { heading: string; body: string }[] = await desk.database
        .read('case_events')
        .where({ case_id: deadline.caseId })
        .orderBy(['at', 'id'])
        .select('heading', 'body')
      expect(rows.map(({ heading }) => heading)).to.deep.equal([
        'Case opened',
        'Legal date proposed',
        'Legal date confirmed',
        'Legal date met',
      ])
      expect(rows[1]?.body).to.include('19 April 2027').and.to.include('unfair-dismissal-gb-6m')
      const logged: { type: string; data: string }[] = await desk.database
        .read('event_log')
        .where({ case_id: deadline.caseId })
        .orderBy('seq')
        .select('type', 'data')
      expect(logged.map(({ type }) => type)).to.deep.equal([
        'case.opened',
        'deadline.proposed',
        'deadline.confirmed',
        'deadline.settled',
      ])
      expect(JSON.stringify(logged)).not.to.match(/Northside|ET1/)
    })
  })
})
