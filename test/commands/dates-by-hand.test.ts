import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { askPostponement, notePostponementSent } from '../../server/commands/ask-postponement.ts'
import { changeDeadline } from '../../server/commands/change-deadline.ts'
import { confirmDeadline, decideDeadlineChange } from '../../server/commands/confirm-deadline.ts'
import type { DeadlineInput } from '../../server/commands/deadline-support.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import { reopenDeadline } from '../../server/commands/reopen-deadline.ts'
import { settleDeadline } from '../../server/commands/settle-deadline.ts'
import type { Deadline } from '../../server/domain/deadlines/deadline.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const tuesday = '2026-10-06T09:41:00.000Z'
const hearing = (given: Partial<DeadlineInput> = {}): DeadlineInput => ({
  claim: 'hearing',
  nation: 'EW',
  respondent: 'Northside Hospitals',
  triggers: ['2026-10-08'],
  isTriggerCertain: true,
  knownOn: null,
  reason: 'other',
  conciliations: [],
  source: 'Letter of 1 October',
  ...given,
})

describe('legal dates by hand', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(tuesday))

    const [officer, other, agent] = [demo.marcus, 'demo-person-lorna', demo.priya]
    const proposed = async (given: Partial<DeadlineInput> = {}): Promise<Deadline> => {
      const { caseId } = granted(
        await desk.run(
          openCase,
          { memberId: 'demo-member-M-204117', title: 'Hearing', kind: 'discipline', personId: officer },
          officer,
        ),
      )
      granted(await desk.run(proposeDeadline, { caseId, personId: agent, ...hearing(given) }, agent))
      const [found] = await desk.ask((stores) => stores.deadlines.liveOfCase(caseId))
      if (!found) throw new Error('no date')
      return found
    }
    const again = async ({ id }: Deadline): Promise<Deadline> => {
      const found = await desk.ask((stores) => stores.deadlines.find(id))
      if (!found) throw new Error('no date')
      return found
    }
    const taskOf = (id: string | null) => desk.ask((stores) => stores.followUps.find(id ?? ''))
    const pressed = ({ id, version }: Deadline, personId: string) => ({ deadlineId: id, version, personId })

    it('are kept with where they stand, and remind the owner of the case, or whom they name', async () => {
      const own = await proposed()
      expect(own).to.include({ limitOn: '2026-10-08', nextOn: '2026-10-08', state: 'proposed' })
      expect(own.facts).to.include({ source: 'Letter of 1 October' })
      expect(await taskOf(own.taskId)).to.include({ ownerId: officer, dueAt: '2026-10-07T08:00:00.000Z' })
      const named = await proposed({ triggers: ['2026-11-10'], ownerId: other, remindDays: 14 })
      expect(await taskOf(named.taskId)).to.include({
        ownerId: other,
        dueAt: '2026-11-09T09:00:00.000Z',
        remindAt: '2026-10-27T09:00:00.000Z',
      })
    })

    it('are refused beside the field without a source or with a day that does not exist, and nothing is kept', async () => {
      const { caseId } = await proposed()
      const ask = async (given: Partial<DeadlineInput>) => {
        const answer = await desk.run(proposeDeadline, { caseId, personId: agent, ...hearing(given) }, agent)
        return 'fields' in answer ? answer.fields?.map(({ field }) => field) : answer
      }
      expect(await ask({ source: '' })).to.deep.equal(['source'])
      expect(await ask({ triggers: ['8 October'] })).to.deep.equal(['triggers'])
      expect(await ask({ ownerId: 'nobody' })).to.deep.equal(['ownerId'])
      expect(await desk.ask((stores) => stores.deadlines.liveOfCase(caseId))).to.have.lengthOf(1)
      expect(await desk.ask((stores) => stores.followUps.openOfContactCase(caseId))).to.have.lengthOf(1)
    })

    it('once confirmed change by a second person, and the reminder moves only then', async () => {
      const before = await proposed({ triggers: ['2026-11-10'], remindDays: 14 })
      granted(await desk.run(confirmDeadline, pressed(before, officer), officer))
      granted(
        await desk.run(
          changeDeadline,
          {
            ...pressed(await again(before), officer),
            ...hearing({ triggers: ['2026-11-17'] }),
            why: 'A new letter',
          },
          officer,
        ),
      )
      expect(await taskOf(before.taskId)).to.include({ dueAt: '2026-11-09T09:00:00.000Z' })
      const waiting = await again(before)
      granted(await desk.run(decideDeadlineChange, { ...pressed(waiting, other), isAccepted: true }, other))
      expect(await again(before)).to.include({ limitOn: '2026-11-17', confirmedBy: other })
      expect(await taskOf(before.taskId)).to.include({
        dueAt: '2026-11-16T09:00:00.000Z',
        remindAt: '2026-11-03T09:00:00.000Z',
        firstDueAt: '2026-11-09T09:00:00.000Z',
      })
    })

    it('settled by mistake are live again with a reason, their reminder too, and it is in the log', async () => {
      const before = await proposed({ triggers: ['2026-11-10'] })
      const settle = async (as: 'met' | 'waived') =>
        granted(
          await desk.run(
            settleDeadline,
            { ...pressed(await again(before), officer), as, why: 'Held' },
            officer,
          ),
        )
      const reopen = async (why: string, personId: string = agent) =>
        desk.run(reopenDeadline, { ...pressed(await again(before), personId), why }, personId)
      expect(await reopen('Too early')).to.deep.equal({ refused: 'deadline-not-settled' })
      await settle('met')
      expect((await taskOf(before.taskId))?.doneAt).to.equal(tuesday)
      expect(await reopen(' ')).to.deep.equal({ refused: 'why-required' })
      granted(await reopen('Another hearing was held'))
      expect(await again(before)).to.include({ state: 'proposed', settledAt: null })
      expect((await taskOf(before.taskId))?.doneAt).to.equal(null)
      await settle('waived')
      expect(await reopen('No'), 'what an officer waived').to.deep.equal({ refused: 'not-allowed' })
      granted(await reopen('It goes on', officer))
      const logged: { data: string }[] = await desk.database
        .read('event_log')
        .where({ case_id: before.caseId, type: 'deadline.reopened' })
        .orderBy('seq')
      expect(logged).to.have.lengthOf(2)
      expect(JSON.stringify(logged)).to.include('waived').and.not.to.include('It goes on')
    })

    it('J20: the letter is kept on the case, sending it is a task of today, and that it was sent is kept', async () => {
      const before = await proposed()
      const content = Buffer.from('%PDF-1.7 a letter')
      const letter = { content, sha256: createHash('sha256').update(content).digest('hex') }
      const ask = (deadline: Deadline, offeredOn: string) =>
        desk.run(askPostponement, { ...pressed(deadline, officer), offeredOn, letter }, officer)
      expect(await ask(before, '2026-10-16')).to.deep.equal({ refused: 'day-not-offered' })
      const documents = (): Promise<{ id: string; title: string }[]> =>
        desk.database.read('documents').where({ case_id: before.caseId })
      expect(await documents(), 'nothing half kept').to.deep.equal([])
      granted(await ask(before, '2026-10-15'))
      const asked = await again(before)
      const [request] = asked.requests
      expect(request).to.include({ hearingOn: '2026-10-08', offeredOn: '2026-10-15', sent: null })
      expect(asked.limitOn).to.equal('2026-10-08')
      const [kept] = await documents()
      expect(kept).to.include({
        id: request?.documentId,
        title: 'Request to postpone the hearing of 8 October 2026',
      })
      expect(await taskOf(request?.taskId ?? null)).to.include({
        ownerId: officer,
        dueAt: '2026-10-06T16:00:00.000Z',
        doneAt: null,
      })
      const send = (deadline: Deadline, how: string) =>
        desk.run(
          notePostponementSent,
          { ...pressed(deadline, officer), requestId: request?.id ?? '', how },
          officer,
        )
      expect(await send(asked, '')).to.deep.equal({ refused: 'why-required' })
      granted(await send(asked, 'Email to HR at 10:50'))
      const sent = await again(before)
      expect(sent.requests[0]?.sent).to.include({ by: officer, how: 'Email to HR at 10:50' })
      expect((await taskOf(request?.taskId ?? null))?.doneAt).to.equal(tuesday)
      expect(await send(sent, 'Twice')).to.deep.equal({ refused: 'already-sent' })
    })
  })
})
