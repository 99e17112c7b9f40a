import { expect } from 'chai'
import { movedWhereMissing, movedWithCase, notMoved } from '../../server/adapters/db/stores/case-moves.ts'
import { addCaseNote } from '../../server/commands/add-case-note.ts'
import { addFollowUp } from '../../server/commands/add-follow-up.ts'
import { changeCase } from '../../server/commands/change-case.ts'
import { mergeCases, splitCase, undoMerge } from '../../server/commands/move-cases.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { receiveText } from '../../server/commands/receive-text.ts'
import { sealCase } from '../../server/commands/seal-case.ts'
import { formatReference } from '../../server/domain/case-reference.ts'
import { caseMovesView } from '../../server/views/case-move-views.ts'
import { caseView } from '../../server/views/case-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk, textNumber } from './desk.ts'

const personId = demo.marcus
let made = 0

describe('merging and splitting cases', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    let memberId = ''
    let number = ''
    before(async () => {
      desk = await openDesk(open)
      const row: { member_id: string; number: string } | undefined = await desk.database
        .read('member_phones')
        .join('phones', 'phones.id', 'member_phones.phone_id')
        .whereNotIn(
          'member_phones.member_id',
          desk.database.read('cases').whereNotNull('member_id').select('member_id'),
        )
        .whereNotIn(
          'member_phones.phone_id',
          desk.database
            .read('member_phones')
            .groupBy('phone_id')
            .havingRaw('count(*) > 1')
            .select('phone_id'),
        )
        .orderBy('phones.number')
        .first('member_phones.member_id', 'phones.number')
      if (!row) throw new Error('every member has a case')
      memberId = row.member_id
      number = row.number
    })
    beforeEach(() => desk.set(monday))
    const views = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })

    const newCase = async (title: string, of: string = memberId): Promise<string> => {
      const { caseId } = granted(
        await desk.run(openCase, { memberId: of, title, kind: 'pay', personId }, personId),
      )
      granted(
        await desk.run(
          addCaseNote,
          { caseId, personId, clientId: `moves-${engine}-${(made += 1)}`, body: `Noted on ${title}` },
          personId,
        ),
      )
      granted(
        await desk.run(
          addFollowUp,
          { caseId, personId, what: `Ring about ${title}`, dueAt: '2026-12-01T09:00:00.000Z', ownerId: null },
          personId,
        ),
      )
      return caseId
    }
    const merge = (fromCaseId: string, intoCaseId: string, why = 'The same pay slip twice') =>
      desk.run(mergeCases, { fromCaseId, intoCaseId, why, personId }, personId)
    const undo = (moveId: string, why = 'Two pay slips after all') =>
      desk.run(undoMerge, { moveId, why, personId }, personId)
    const moveOf = async (caseId: string) =>
      (await desk.ask((stores) => stores.caseMoves.mergeOf(caseId)))?.id ?? ''
    /** Everything of a case, by table. */
    const rowsOf = async (caseId: string) => {
      const found: Record<string, string[]> = {}
      for (const table of movedWithCase) {
        const rows: { id: string }[] = await desk.database
          .read(table)
          .where({ case_id: caseId })
          .orderBy('id')
          .select('id')
        if (rows.length > 0) found[table] = rows.map(({ id }) => id)
      }
      return found
    }
    const texts = async (body: string) => {
      const { contactId } = await desk.run(
        receiveText,
        {
          messageSid: `SMmove${(made += 1)}${engine}`,
          from: number,
          to: textNumber,
          body,
          media: [],
        },
        'twilio',
      )
      return (await desk.contact(contactId ?? '')).caseId
    }
    const closeAll = async () => {
      for (const one of await desk.ask((stores) => stores.cases.openByMember(memberId)))
        await desk.ask((stores) =>
          stores.cases.save({
            ...one,
            version: one.version + 1,
            status: 'closed',
            closedAt: '2020-01-01T00:00:00.000Z',
          }),
        )
      await desk.ask(async (stores) => {
        for (const { id } of await desk.database
          .read('contacts')
          .where({ member_id: memberId })
          .whereNull('ended_at')
          .select('id')) {
          const contact = await stores.contacts.find(id)
          if (contact)
            await stores.contacts.save({ ...contact, version: contact.version + 1, endedAt: desk.now() })
        }
      })
    }

    it('says of every table of a case whether it goes along', async () => {
      const tables: { name: string }[] = await desk.database
        .read(engine === 'sqlite' ? 'sqlite_master' : 'pg_tables')
        .where(engine === 'sqlite' ? { type: 'table' } : { schemaname: 'public' })
        .select(engine === 'sqlite' ? 'name' : 'tablename as name')
      const known: string[] = [...movedWithCase, ...movedWhereMissing, ...Object.keys(notMoved)]
      const forgotten: string[] = []
      for (const { name } of tables)
        if ('case_id' in (await desk.database.read(name).columnInfo()) && !known.includes(name))
          forgotten.push(name)
      expect(forgotten).to.deep.equal([])
    })

    it('puts everything on one case, and exactly that back', async () => {
      const from = await newCase('Overtime')
      const into = await newCase('Overtime again')
      const before = [await rowsOf(from), await rowsOf(into)] as const
      const titled = await desk.case(from)
      granted(await merge(from, into))

      const gone = await desk.case(from)
      expect(gone).to.include({ status: 'closed', title: 'Merged into another case', nextStep: null })
      const taken = await rowsOf(into)
      for (const [table, ids] of Object.entries(before[0]))
        expect(taken[table], table).to.include.members(ids)
      expect((await caseView(views(), into))?.timeline.map(({ body }) => body)).to.include(
        'Noted on Overtime',
      )
      const words: { case_id: string }[] = await desk.database
        .read('case_words')
        .whereLike('words', 'Noted on Overtime')
        .select('case_id')
      expect(words).to.deep.equal([{ case_id: into }])
      const shown = await caseMovesView(views(), from)
      expect(shown?.mergedInto).to.deep.include({ title: 'Overtime', why: 'The same pay slip twice' })
      expect(shown?.mergedInto?.other?.id).to.equal(into)
      expect((await caseMovesView(views(), into))?.absorbed.map(({ title }) => title)).to.deep.equal([
        'Overtime',
      ])

      // What is written afterwards stays with the case that it was written on.
      granted(
        await desk.run(
          addCaseNote,
          { caseId: into, personId, clientId: `after-${engine}`, body: 'Afterwards' },
          personId,
        ),
      )
      expect(await undo(await moveOf(from), '')).to.deep.equal({ refused: 'move-unexplained' })
      const moveId = await moveOf(from)
      granted(await undo(moveId))
      expect(await undo(moveId)).to.deep.equal({ refused: 'nothing-to-undo' })
      const back = await desk.case(from)
      expect(back).to.include({
        status: titled.status,
        title: 'Overtime',
        closedAt: null,
        nextStep: 'Ring about Overtime',
      })
      const after = await rowsOf(from)
      for (const [table, ids] of Object.entries(before[0]))
        expect(after[table], table).to.include.members(ids)
      const stayed: { body: string }[] = await desk.database
        .read('case_events')
        .where({ case_id: into, kind: 'note' })
        .orderBy('id')
        .select('body')
      expect(stayed.map(({ body }) => body)).to.deep.equal(['Noted on Overtime again', 'Afterwards'])
    })

    it('leads whoever names the old number to where everything is, and opens it for nobody', async () => {
      await closeAll()
      const from = await newCase('Rota')
      const into = await newCase('Rota two')
      await newCase('Something else')
      granted(await merge(from, into))
      const reference = formatReference((await desk.case(from)).number)
      expect(await texts(`About ${reference}: any news?`)).to.equal(into)
      const { version } = await desk.case(from)
      expect(
        await desk.run(changeCase, { caseId: from, personId, version, status: 'open' as const }, personId),
      ).to.deep.equal({ refused: 'case-merged' })
      // Two steps on.
      const last = await newCase('Rota three')
      granted(await merge(into, last))
      await closeContacts()
      expect(await texts(`${reference} again`)).to.equal(last)
      expect(await undo(await moveOf(from))).to.deep.equal({ refused: 'case-merged' })
    })
    const closeContacts = () =>
      desk.ask(async (stores) => {
        const going: { id: string }[] = await desk.database
          .read('contacts')
          .where({ member_id: memberId })
          .whereNull('ended_at')
          .select('id')
        for (const { id } of going) {
          const contact = await stores.contacts.find(id)
          if (contact)
            await stores.contacts.save({ ...contact, version: contact.version + 1, endedAt: desk.now() })
        }
      })

    it('refuses what would mix two matters or carry anything around a seal', async () => {
      const one = await newCase('One')
      const other = await newCase('Other')
      const stranger = await newCase('Of somebody else', 'demo-member-M-204117')
      const sealed = await newCase('Kept quiet')
      granted(await desk.run(sealCase, { caseId: sealed, personId, why: 'A colleague is accused' }, personId))
      expect(await merge(one, one)).to.deep.equal({ refused: 'same-case' })
      expect(await merge(one, other, ' ')).to.deep.equal({ refused: 'move-unexplained' })
      expect(await merge(one, stranger)).to.deep.equal({ refused: 'other-member' })
      expect(await merge(one, sealed)).to.deep.equal({ refused: 'sealed-stays' })
      expect(await merge(sealed, one)).to.deep.equal({ refused: 'sealed-stays' })
      expect(await merge(one, 'case-of-nobody')).to.deep.equal({ refused: 'not-found' })
      const both = await Promise.all([merge(one, other), merge(other, one)])
      expect(both.filter((answer) => 'intoCaseId' in answer)).to.have.lengthOf(1)
      expect(both.filter((answer) => 'refused' in answer)).to.have.lengthOf(1)
    })

    it('splits what was chosen off into a new case, all of it or nothing', async () => {
      const from = await newCase('Two matters')
      const events: { id: string }[] = await desk.database
        .read('case_events')
        .where({ case_id: from, kind: 'note' })
        .select('id')
      const [followUp] = await desk.openFollowUps(from)
      const parts = { case_events: events.map(({ id }) => id), follow_ups: [followUp?.id ?? ''] }
      const split = (given: typeof parts, title = 'The second matter') =>
        desk.run(
          splitCase,
          { caseId: from, title, why: 'Not the same pay slip', personId, parts: given },
          personId,
        )
      expect(await split({ case_events: [], follow_ups: [] })).to.deep.equal({ refused: 'nothing-chosen' })
      expect(await split(parts, ' ')).to.deep.equal({ refused: 'move-unexplained' })
      expect(await split({ ...parts, follow_ups: ['of-nobody'] })).to.deep.equal({ refused: 'stale-version' })
      expect((await rowsOf(from))['follow_ups']).to.deep.equal([followUp?.id])

      const { caseId } = granted(await split(parts))
      const made = await desk.case(caseId)
      expect(made).to.include({ title: 'The second matter', memberId, nextStep: 'Ring about Two matters' })
      expect(await desk.case(from)).to.include({ nextStep: null })
      expect((await caseView(views(), caseId))?.timeline.map(({ body }) => body)).to.include(
        'Noted on Two matters',
      )
      expect(await split(parts)).to.deep.equal({ refused: 'stale-version' })
      // Taken back by merging it.
      granted(await merge(caseId, from))
      expect(await desk.case(from)).to.include({ nextStep: 'Ring about Two matters' })
    })
  })
})
