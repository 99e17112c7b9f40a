import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { openAccessRequest } from '../../server/commands/access-requests.ts'
import { addCaseNote } from '../../server/commands/add-case-note.ts'
import { addDocument, startFile } from '../../server/commands/add-document.ts'
import { addFollowUp } from '../../server/commands/add-follow-up.ts'
import { placeHold } from '../../server/commands/legal-hold.ts'
import { receiveText } from '../../server/commands/receive-text.ts'
import {
  approveErasure,
  askTwilioAgain,
  changeRetention,
  proposeErasures,
} from '../../server/commands/retention.ts'
import type { RetentionKind } from '../../server/domain/retention/retention.ts'
import { caseView } from '../../server/views/case-view.ts'
import { erasureView, retentionView } from '../../server/views/retention-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk, textNumber } from './desk.ts'
import { approveAll, eraseAll, lookNow } from './erasing.ts'

const personId = demo.marcus
const day = 86_400_000
const marker = 'Quillfeather'
let texts = 0

describe('records whose time is over', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const views = () => ({ read: desk.database.read, engine: desk.database.engine, clock: { now: desk.now } })

    /** A case with everything on it, of a number that nobody else has, closed today. */
    const closedCase = async (from: string): Promise<{ caseId: string; contactId: string }> => {
      const messageSid = `SM${String((texts += 1)).padStart(32, '0')}`
      const { contactId } = await desk.run(
        receiveText,
        { messageSid, from, to: textNumber, body: `${marker} in a text`, media: [] },
        'twilio',
      )
      const { caseId } = await desk.contact(contactId ?? '')
      if (contactId === null || caseId === null) throw new Error('no case')
      granted(
        await desk.run(
          addCaseNote,
          { caseId, personId, clientId: `note-${texts}`, body: `${marker} in a note` },
          personId,
        ),
      )
      granted(
        await desk.run(
          addFollowUp,
          { caseId, personId, what: `Ring ${marker}`, dueAt: '2026-11-25T09:00:00.000Z', ownerId: null },
          personId,
        ),
      )
      const bytes = Buffer.from(`${marker} in a letter`)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const { fileId } = await desk.run(startFile, { bytes: bytes.length, sha256 })
      await desk.ask((stores) => stores.storedFiles.addPiece({ fileId, place: 0, content: bytes }))
      granted(
        await desk.run(
          addDocument,
          {
            caseId,
            personId,
            documentId: null,
            title: `Letter of ${marker}`,
            fulfils: null,
            note: marker,
            fileId,
            file: {
              fileName: `${marker}.pdf`,
              contentType: 'application/pdf',
              kind: 'pdf',
              bytes: bytes.length,
              sha256,
              isScanned: false,
            },
          },
          personId,
        ),
      )
      await desk.ask(async (stores) => {
        const theCase = await stores.cases.find(caseId)
        const contact = await stores.contacts.find(contactId)
        if (!theCase || !contact) throw new Error('gone')
        await stores.contacts.save({
          ...contact,
          version: contact.version + 1,
          notes: `${marker} said so`,
          endedAt: desk.now(),
        })
        await stores.recordings.insert({
          id: `recording-${contactId}`,
          recordingSid: `RE${messageSid.slice(2)}`,
          contactId,
          kind: 'voicemail',
          state: 'completed',
          seconds: 9,
          startedAt: desk.now(),
          pausedSince: null,
          pausedFor: null,
          pauses: [],
          transcript: { state: 'written', text: `It is ${marker}` },
        })
        await stores.cases.save({
          ...theCase,
          version: theCase.version + 1,
          title: `Dismissal of ${marker}`,
          status: 'closed',
          closedAt: desk.now(),
        })
      })
      return { caseId, contactId }
    }
    /** Tables in which these words stand, anywhere. */
    const tablesWith = async (words: string): Promise<string[]> => {
      const names: { name: string }[] = await desk.database
        .read(desk.database.engine === 'sqlite' ? 'sqlite_master' : 'pg_tables')
        .where(desk.database.engine === 'sqlite' ? { type: 'table' } : { schemaname: 'public' })
        .select(desk.database.engine === 'sqlite' ? 'name' : 'tablename as name')
      const found: string[] = []
      for (const { name } of names) {
        const rows: object[] = await desk.database.read(name).select('*')
        const isThere = rows.some((row) =>
          Object.values(row).some((value: unknown) =>
            (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)).toLowerCase().includes(words),
          ),
        )
        if (isThere) found.push(name)
      }
      return found.toSorted()
    }
    const counted = async () =>
      desk.database
        .read('contacts')
        .select(
          'channel',
          'state',
          'result',
          'line_id',
          'queue_id',
          'reason',
          'outcome',
          'started_at',
          'ended_at',
        )
        .orderBy('id')
    const rule = async (kind: RetentionKind) => {
      const found = (await retentionView(views())).rules.find((one) => one.kind === kind)
      if (!found) throw new Error('no rule')
      return found
    }
    const proposed = async (kind: RetentionKind) =>
      (await retentionView(views())).erasures.find((one) => one.kind === kind && one.state === 'proposed')

    it('leave nothing that somebody wrote, said or is called, anywhere in the database, and every count', async () => {
      const number = '+447700911222'
      const { caseId } = await closedCase(number)
      expect(await tablesWith(marker.toLowerCase())).to.include.members([
        'messages',
        'case_events',
        'follow_ups',
        'documents',
        'document_versions',
        'stored_file_pieces',
        'contacts',
        'recordings',
        'cases',
        'case_words',
      ])
      desk.later(2193 * day)
      const before = await counted()
      await lookNow(desk)
      await approveAll(desk)
      await eraseAll(desk)
      expect(await tablesWith(marker.toLowerCase())).to.deep.equal([])
      // A number is kept by itself, so that whoever said STOP is never texted again.
      expect(await tablesWith('7700911222')).to.deep.equal(['phones'])
      expect(await counted()).to.deep.equal(before)

      const shown = await caseView(views(), caseId)
      expect(shown?.title).to.equal('Erased')
      expect(shown?.timeline.map(({ heading }) => heading)).to.include('Erased')
    })

    it('are certified by hashes once Twilio has deleted them too; what it refused is listed and asked again', async () => {
      const { caseId } = await closedCase('+447700911333')
      desk.later(2193 * day)
      await lookNow(desk)
      await approveAll(desk)
      await eraseAll(desk)
      const { erasures } = await retentionView(views())
      const going = erasures.find(({ kind, state }) => kind === 'cases' && state === 'erasing')
      if (!going) throw new Error('it did not wait for Twilio')
      expect(going.waitingAtTwilio).to.be.greaterThan(0)

      const keys: string[] = []
      for (;;) {
        const due = await desk.database.effects.claim({
          now: desk.now(),
          leaseUntil: desk.now(),
          limit: 100,
          onTheLine: false,
        })
        if (due.length === 0) break
        for (const { id, orderKey, kind } of due) {
          if (orderKey.startsWith(`erasure:${going.id}:`)) keys.push(kind)
          await (kind === 'delete-message'
            ? desk.database.effects.giveUp(id, { at: desk.now(), error: 'Twilio says no' })
            : desk.database.effects.settle(id, { at: desk.now(), result: 'done' }))
        }
      }
      expect(keys.toSorted()).to.deep.equal(['delete-message', 'delete-recording'])
      await eraseAll(desk)
      const refused = await erasureView(views(), going.id)
      expect(refused).to.deep.include({ state: 'erasing', refusedByTwilio: 1, refusals: ['Twilio says no'] })

      granted(await desk.run(askTwilioAgain, { erasureId: going.id }, personId))
      await desk.carriedOut()
      await eraseAll(desk)
      const done = await erasureView(views(), going.id)
      expect(done).to.include({ state: 'done', refusedByTwilio: 0, erased: 1 })
      expect(done?.certificate).to.match(
        new RegExp(`^${caseId}\\|erased\\|[0-9a-f]{64}\\|.*\\|CX-\\d+, closed `),
      )
      expect(done?.seal).to.equal(
        createHash('sha256')
          .update(done?.certificate ?? '')
          .digest('hex'),
      )
    })

    it('are looked at before they go: nothing goes unapproved, and what was not seen is not approved', async () => {
      const first = await closedCase('+447700911444')
      desk.later(2193 * day)
      await lookNow(desk)
      const seen = await proposed('cases')
      if (!seen) throw new Error('nothing is proposed')
      await eraseAll(desk)
      expect((await desk.case(first.caseId)).title).to.contain(marker)

      desk.set(monday)
      const second = await closedCase('+447700911555')
      desk.later(2193 * day)
      await lookNow(desk)
      const approving = (version: number) =>
        desk.run(approveErasure, { erasureId: seen.id, version, personId }, personId)
      expect(await approving(seen.version)).to.deep.equal({ refused: 'stale-version' })
      const grown = await proposed('cases')
      expect(grown).to.include({ id: seen.id, due: seen.due + 1 })

      // Held between the approval and its turn.
      granted(await approving(grown?.version ?? 0))
      granted(
        await desk.run(
          placeHold,
          { caseId: second.caseId, memberId: null, personId, why: 'A claim came after all' },
          personId,
        ),
      )
      await eraseAll(desk)
      expect((await desk.case(first.caseId)).title).to.equal('Erased')
      expect((await desk.case(second.caseId)).title).to.contain(marker)
      const shown = await erasureView(views(), seen.id)
      expect(shown?.heldItems.map(({ path }) => path)).to.deep.equal([`/cases/${second.caseId}`])
      expect(await approving(grown?.version ?? 0)).to.deep.equal({ refused: 'erasure-approved' })
      // Held ones alone are not proposed.
      await lookNow(desk)
      expect(await proposed('cases')).to.equal(undefined)
    })

    it('do not go while their member’s data is asked for', async () => {
      await desk.ask(async (stores) => {
        const theCase = await stores.cases.find('demo-case-CX-10482')
        if (theCase)
          await stores.cases.save({
            ...theCase,
            version: theCase.version + 1,
            status: 'closed',
            closedAt: desk.now(),
          })
      })
      granted(
        await desk.run(
          openAccessRequest,
          { memberId: 'demo-member-M-204117', receivedOn: '2026-11-20' },
          personId,
        ),
      )
      desk.later(2193 * day)
      await lookNow(desk)
      await approveAll(desk)
      await eraseAll(desk)
      expect((await desk.case('demo-case-CX-10482')).title).not.to.equal('Erased')
    })

    it('are kept as long as the rule says, which two people do not change at once', async () => {
      const { version } = await rule('contacts')
      const change = (days: number | null, kind: RetentionKind = 'contacts') =>
        desk.run(changeRetention, { kind, version, days, byItself: false, personId }, personId)
      expect(await change(29)).to.deep.equal({ refused: 'bad-retention' })
      expect(await desk.eventsOf(async () => granted(await change(365)))).to.deep.equal(['retention.changed'])
      expect(await change(366)).to.deep.equal({ refused: 'stale-version' })
      expect(await rule('contacts')).to.include({ days: 365, version: version + 1 })
      // Looked at at once.
      expect((await rule('contacts')).nextAt).to.equal(desk.now())
      await desk.run((stores, env) => proposeErasures(stores, env), {})
      expect((await rule('contacts')).nextAt > desk.now()).to.equal(true)
    })
  })
})
