import { expect } from 'chai'
import { addCaseNote } from '../../server/commands/add-case-note.ts'
import { addFollowUp } from '../../server/commands/add-follow-up.ts'
import { changeCase } from '../../server/commands/change-case.ts'
import { logByHand } from '../../server/commands/log-by-hand.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { settleFollowUp } from '../../server/commands/settle-follow-up.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { won } from '../support/won.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'

describe('work on a case', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    const personId = demo.marcus
    const opened = async (): Promise<string> =>
      granted(
        await desk.run(
          openCase,
          { memberId: aisha, title: ' Unpaid overtime ', kind: 'pay-and-hours', personId },
          personId,
        ),
      ).caseId
    const change = (caseId: string, input: Omit<Parameters<typeof changeCase>[2], 'caseId' | 'personId'>) =>
      desk.run(changeCase, { caseId, personId, ...input }, personId)
    const history = async (caseId: string): Promise<string[]> => {
      const rows: { heading: string; body: string }[] = await desk.database
        .read('case_events')
        .where({ case_id: caseId })
        .orderBy(['at', 'id'])
        .select('heading', 'body')
      return rows.map((row) => `${row.heading}: ${row.body}`)
    }

    it('opened by hand belongs to who opened it, with the next number', async () => {
      const [first, second] = [await desk.case(await opened()), await desk.case(await opened())]
      expect(first).to.include({
        title: 'Unpaid overtime',
        ownerId: personId,
        status: 'open',
        memberId: aisha,
      })
      expect(second.number).to.equal(first.number + 1)
      expect(
        await desk.run(openCase, { memberId: 'nobody', title: 'x', kind: 'other', personId }, personId),
      ).to.deep.equal({ refused: 'not-found' })
    })

    it('20 opened at once have 20 numbers without a gap', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => opened()))
      const numbers = (await Promise.all(ids.map((id) => desk.case(id))))
        .map((c) => c.number)
        .toSorted((a, b) => a - b)
      expect(numbers).to.deep.equal(numbers.map((_, index) => (numbers[0] ?? 0) + index))
    })

    it('closing needs an outcome; closed, it can only be reopened; all of it is history', async () => {
      const id = await opened()
      const { version } = await desk.case(id)
      for (const outcome of [{}, { outcome: won('') }, { outcome: won('   ') }])
        expect(await change(id, { version, status: 'closed', ...outcome })).to.deep.equal({
          refused: 'outcome-required',
        })
      granted(
        await change(id, { version, status: 'closed', outcome: won('Paid in full'), why: 'Payroll wrote' }),
      )
      const closed = await desk.case(id)
      expect(closed).to.include({ status: 'closed', outcome: 'Paid in full', closedAt: monday })
      expect(await change(id, { version: closed.version, title: 'Other' })).to.deep.equal({
        refused: 'case-closed',
      })
      desk.later(1000)
      granted(await change(id, { version: closed.version, status: 'open' }))
      expect(await desk.case(id)).to.include({ status: 'open', closedAt: null, ownerId: personId })
      const lines = await history(id)
      expect(lines).to.include(
        'Case closed: Open to Closed. Outcome: Won: Paid in full. They never said what they wanted. Why: Payroll wrote',
      )
      expect(lines).to.include('Case reopened: Closed to Open')
    })

    it('is held against what the member wanted as it closes, with the money in pence', async () => {
      const id = await opened()
      const before = await desk.case(id)
      granted(await change(id, { version: before.version, wanted: ' Her job back ' }))
      granted(await change(id, { version: before.version + 1, wanted: 'Her job back' }))
      expect((await desk.case(id)).version, 'said already').to.equal(before.version + 1)
      const close = { version: before.version + 1, status: 'closed' as const }
      expect(await change(id, { ...close, outcome: won('Paid') })).to.deep.include({
        refused: 'bad-settings',
        fields: [{ field: 'met', words: 'They said what they wanted. Say whether they got it.' }],
      })
      const outcome = {
        kind: 'settled',
        words: 'A year’s pay',
        met: 'partly',
        amountPence: 3_120_050,
      } as const
      granted(await change(id, { ...close, outcome }))
      const aims = (): Promise<object[]> => desk.database.read('case_aims').where({ case_id: id })
      const kept = { case_id: id, wanted: 'Her job back', outcome_kind: 'settled', met: 'partly' }
      expect(await aims()).to.deep.equal([{ ...kept, amount_pence: 3_120_050 }])
      const lines = await history(id)
      expect(lines).to.include('What the member wants: Not said to "Her job back"')
      expect(lines).to.include(
        'Case closed: Open to Closed. Outcome: Settled, £31,200.50: A year’s pay. Wanted: Her job back. Got it: In part',
      )
      granted(await change(id, { version: close.version + 1, status: 'open' }))
      granted(await change(id, { version: close.version + 2, wanted: '' }))
      expect(await aims()).to.deep.equal([{ ...kept, wanted: null, amount_pence: 3_120_050 }])
    })

    describe('a remedy promised as it closes', () => {
      const remedy = { what: ' Back pay with December’s wages ', dueAt: '2026-12-21T10:00:00+01:00' }
      const close = { status: 'closed' as const, outcome: won('Settled') }
      const followUpsOf = (caseId: string): Promise<object[]> =>
        desk.database
          .read('follow_ups')
          .where({ case_id: caseId })
          .select({ what: 'what', dueAt: 'due_at', ownerId: 'owner_id', doneAt: 'done_at' })

      it('is a follow-up of the owner, which is done on the closed case', async () => {
        const id = await opened()
        const { version } = await desk.case(id)
        granted(await change(id, { version, ...close, remedy }))
        const words = 'Back pay with December’s wages'
        expect(await followUpsOf(id)).to.deep.equal([
          { what: words, dueAt: '2026-12-21T09:00:00.000Z', ownerId: personId, doneAt: null },
        ])
        expect(await desk.case(id)).to.include({ status: 'closed', closedAt: monday, nextStep: words })
        expect(await history(id)).to.include(
          `Case closed: Open to Closed. Outcome: Won: Settled. They never said what they wanted. Promised: ${words}`,
        )
        const row: { id: string } | undefined = await desk.database
          .read('follow_ups')
          .where({ case_id: id })
          .first('id')
        granted(await desk.run(settleFollowUp, { followUpId: row?.id ?? '', personId, done: true }, personId))
        expect(await desk.case(id)).to.include({ status: 'closed', nextStep: null })
      })

      it('without words, in the past, or without closing leaves the case as it is', async () => {
        const id = await opened()
        const before = await desk.case(id)
        const { version } = before
        const fieldsOf = (answer: object): string[] => {
          expect(answer).to.include({ refused: 'bad-settings' })
          return 'fields' in answer ? (answer.fields as { field: string }[]).map(({ field }) => field) : []
        }
        expect(
          fieldsOf(await change(id, { version, ...close, remedy: { ...remedy, what: '  ' } })),
        ).to.deep.equal(['what'])
        expect(
          fieldsOf(
            await change(id, {
              version,
              ...close,
              remedy: { ...remedy, dueAt: '2026-11-23T09:30:00+01:00' },
            }),
          ),
        ).to.deep.equal(['dueAt'])
        expect(fieldsOf(await change(id, { version, title: 'Other', remedy }))).to.deep.equal(['status'])
        expect(await desk.case(id)).to.deep.equal(before)
        expect(await followUpsOf(id)).to.deep.equal([])
      })
    })

    it('a stale version changes nothing, and of ten changes at once one is made', async () => {
      const id = await opened()
      const { version } = await desk.case(id)
      granted(await change(id, { version, title: 'Overtime, six weeks' }))
      expect(await change(id, { version, title: 'Mine' })).to.deep.equal({ refused: 'stale-version' })
      const now = await desk.case(id)
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          change(id, { version: now.version, title: `Title ${index}` }),
        ),
      )
      expect(answers.filter((answer) => 'done' in answer)).to.have.lengthOf(1)
      expect((await desk.case(id)).version).to.equal(now.version + 1)
    })

    it('every change is a line with old and new, and no change is none', async () => {
      const id = await opened()
      const { version } = await desk.case(id)
      const before = (await history(id)).length
      granted(await change(id, { version, title: 'Unpaid overtime', kind: 'pay-and-hours', status: 'open' }))
      expect((await desk.case(id)).version).to.equal(version)
      desk.later(1000)
      granted(
        await change(id, {
          version,
          title: 'Bus pay',
          kind: 'grievance',
          status: 'waiting',
          ownerId: demo.sam,
          why: 'Ring her',
        }),
      )
      expect((await history(id)).slice(before).toSorted()).to.deep.equal([
        'Kind changed: Pay and hours to Grievance. Why: Ring her',
        'Owner changed: Marcus Webb to Sam Okafor. Next: Ring her',
        'Status changed: Open to Waiting on others. Why: Ring her',
        'Title changed: "Unpaid overtime" to "Bus pay". Why: Ring her',
      ])
      const after = await desk.case(id)
      for (const why of [undefined, '  '])
        expect(await change(id, { version: after.version, ownerId: demo.priya, why })).to.deep.equal({
          refused: 'next-step-unwritten',
        })
      expect((await desk.case(id)).ownerId).to.equal(demo.sam)
      expect(await change(id, { version: after.version, ownerId: 'nobody' })).to.deep.equal({
        refused: 'not-found',
      })
      expect(await change('nowhere', { version: 1 })).to.deep.equal({ refused: 'not-found' })
    })

    it('a letter is logged where it happened, once, also on a closed case; not one that is still to come', async () => {
      const id = await opened()
      const letter = {
        caseId: id,
        personId,
        clientId: `letter-of-${id}`,
        way: 'letter-in' as const,
        happenedAt: '2026-11-20T12:00:00+01:00',
        withWhom: ' HR ',
        words: ' The appeal is heard on Friday. ',
      }
      expect(
        await desk.run(logByHand, { ...letter, happenedAt: '2026-11-24T10:00:00Z', words: ' ' }, personId),
      ).to.deep.equal({
        refused: 'bad-settings',
        fields: [
          { field: 'happenedAt', words: 'That is still to come. Write down what has happened.' },
          { field: 'words', words: 'Write what was said or written.' },
        ],
      })
      await Promise.all([1, 2, 3].map(() => desk.run(logByHand, letter, personId)))
      const { version, lastContactAt } = await desk.case(id)
      expect(lastContactAt).to.equal('2026-11-20T11:00:00.000Z')
      granted(await change(id, { version, status: 'closed', outcome: won('Done') }))
      granted(
        await desk.run(
          logByHand,
          {
            ...letter,
            clientId: `visit-of-${id}`,
            way: 'visit',
            withWhom: '',
            happenedAt: '2026-11-19T09:00:00Z',
          },
          personId,
        ),
      )
      expect((await desk.case(id)).lastContactAt, 'an older one').to.equal('2026-11-20T11:00:00.000Z')
      const rows: object[] = await desk.database
        .read('case_events')
        .where({ case_id: id, kind: 'by-hand' })
        .orderBy('at')
        .select('at', 'heading', 'body', 'way', 'logged_at')
      const body = 'The appeal is heard on Friday.'
      expect(rows).to.deep.equal([
        { at: '2026-11-19T09:00:00.000Z', heading: 'Came in', body, way: 'visit', logged_at: monday },
        {
          at: '2026-11-20T11:00:00.000Z',
          heading: 'Letter from them, HR',
          body,
          way: 'letter-in',
          logged_at: monday,
        },
      ])
      expect(await desk.run(logByHand, { ...letter, caseId: 'nowhere' }, personId)).to.deep.equal({
        refused: 'not-found',
      })
    })

    it('a note sent three times at once is one note', async () => {
      const id = await opened()
      const note = { caseId: id, personId, clientId: `note-of-${id}`, body: ' Payslips came. ' }
      await Promise.all([1, 2, 3].map(() => desk.run(addCaseNote, note, personId)))
      expect((await history(id)).filter((line) => line === 'Note: Payslips came.')).to.have.lengthOf(1)
      expect(await desk.run(addCaseNote, { ...note, body: ' \n' }, personId)).to.deep.equal({
        refused: 'empty-text',
      })
      expect(await desk.run(addCaseNote, { ...note, caseId: 'nowhere' }, personId)).to.deep.equal({
        refused: 'not-found',
      })
    })

    describe('a follow-up', () => {
      const promise = (caseId: string, change: Partial<Parameters<typeof addFollowUp>[2]> = {}) =>
        desk.run(
          addFollowUp,
          {
            caseId,
            personId,
            what: 'Ring payroll',
            dueAt: '2026-11-24T09:00:00.000Z',
            ownerId: null,
            ...change,
          },
          personId,
        )

      it('is mine unless somebody is named; the earliest open one is the next step of the case', async () => {
        const id = await opened()
        granted(await promise(id))
        granted(
          await promise(id, {
            what: 'Send the form',
            dueAt: '2026-11-23T16:00:00+01:00',
            ownerId: demo.sam,
          }),
        )
        expect(await desk.case(id)).to.include({
          nextStep: 'Send the form',
          nextStepDue: '2026-11-23T15:00:00.000Z',
        })
        const promised = await desk.openFollowUps(id)
        const form = promised.find((f) => f.what === 'Send the form')
        expect(promised.find((f) => f.what === 'Ring payroll')?.ownerId).to.equal(personId)
        expect(form?.ownerId).to.equal(demo.sam)
        const settle = (done: boolean) =>
          desk.run(settleFollowUp, { followUpId: form?.id ?? '', personId, done }, personId)
        expect(await settle(true)).to.deep.equal({ caseId: id })
        expect((await desk.case(id)).nextStep).to.equal('Ring payroll')
        expect(await desk.eventsOf(() => settle(true))).to.deep.equal([])
        granted(await settle(false))
        expect((await desk.case(id)).nextStep).to.equal('Send the form')
      })

      it('is refused in the past, on a closed case, and where nothing is', async () => {
        const id = await opened()
        expect(await promise(id, { dueAt: '2026-11-23T09:02:59.000Z' })).to.deep.equal({
          refused: 'date-in-past',
        })
        expect(await promise('nowhere')).to.deep.equal({ refused: 'not-found' })
        const { version } = await desk.case(id)
        granted(await change(id, { version, status: 'closed', outcome: won('Done') }))
        expect(await promise(id)).to.deep.equal({ refused: 'case-closed' })
        expect(
          await desk.run(settleFollowUp, { followUpId: 'nowhere', personId, done: true }, personId),
        ).to.deep.equal({ refused: 'not-found' })
      })

      it('written with an offset is in the past by the instant, not by its letters', async () => {
        const id = await opened()
        expect(await promise(id, { dueAt: '2026-11-23T09:30:00+01:00' })).to.deep.equal({
          refused: 'date-in-past',
        })
        granted(await promise(id, { dueAt: '2026-11-23T08:30:00-01:00' }))
      })
    })
  })
})
