import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import { bindScreens } from '../../server/adapters/screens.ts'
import { asViewer } from '../../server/adapters/viewer.ts'
import type { Case, Contact, Recording } from '../../server/domain/records.ts'
import { excerpt } from '../../server/views/case-words.ts'
import { cappedCountOf } from '../../server/views/paging.ts'
import { onBothDatabases } from '../support/databases.ts'
import { aCall, demo, demoDatabase, monday } from '../support/demo-database.ts'

const aCase = (id: string, number: number, change: Partial<Case> = {}): Case => ({
  id,
  version: 1,
  number,
  memberId: null,
  callerNumber: '+447700900555',
  title: 'A matter',
  kind: 'other',
  status: 'open',
  ownerId: demo.marcus,
  openedAt: monday,
  updatedAt: monday,
  lastContactAt: null,
  closedAt: null,
  outcome: null,
  nextStep: null,
  nextStepDue: null,
  ...change,
})

const voicemail = (contactId: string, text: string): Recording => ({
  id: `recording-of-${contactId}`,
  recordingSid: `RE${contactId}`,
  contactId,
  kind: 'voicemail',
  state: 'completed',
  seconds: 20,
  startedAt: monday,
  pausedSince: null,
  pausedFor: null,
  pauses: [],
  transcript: { state: 'written', text },
})

describe('cases by what was written on them', () => {
  it('shows some words around the first that was asked for, on one line, from the start of a word', () => {
    expect(excerpt('Short  note\nabout pensions', ['pens'])).to.equal('Short note about pensions')
    const long = `${'before '.repeat(20)}the grievance letter ${'after '.repeat(40)}`
    const shown = excerpt(long, ['griev'])
    expect(shown).to.match(/^… before .*the grievance letter .*after …$/)
    expect(shown.length).to.be.at.most(150)
    expect(excerpt('unpaid, then paid', ['paid']), 'the start of words alone').to.equal('unpaid, then paid')
    expect(excerpt('é'.repeat(400), ['x']).length).to.be.at.most(150)
  })

  onBothDatabases((open) => {
    let database: Database
    let screens: ReturnType<typeof bindScreens>
    before(async () => {
      database = await demoDatabase(open)
      screens = bindScreens({
        read: database.read,
        search: database.search,
        engine: database.engine,
        clock: { now: () => monday },
      })
    })
    const found = (
      q: string,
      view: 'mine' | 'open' | 'unowned' | 'closed' = 'open',
      as: string = demo.priya,
    ) => asViewer(as, () => screens.cases({ view, q, cursor: null, personId: as }))
    const places = async (q: string) =>
      (await found(q)).items.map((item) => [item.id, item.found?.kind, item.found?.words])

    it('are found by a note, a call’s notes, who handed it over, the team and a voicemail, and say where', async () => {
      await database.write(async (stores) => {
        await stores.cases.insert(aCase('w-case', 31_001))
        await stores.contacts.insert(aCall('w-call', { caseId: 'w-case', notes: 'She asked about quokkas.' }))
        await stores.caseEvents.insert({
          id: 'w-note',
          caseId: 'w-case',
          kind: 'note',
          at: monday,
          authorId: demo.priya,
          clientId: null,
          heading: 'Note',
          body: 'The narwhal letter came',
          contactId: null,
          way: null,
          loggedAt: null,
        })
        await stores.caseEvents.insert({
          id: 'w-letter',
          caseId: 'w-case',
          kind: 'by-hand',
          at: monday,
          authorId: demo.priya,
          clientId: null,
          heading: 'Letter, with Northside',
          body: 'They refuse the lemur rota',
          contactId: null,
          way: 'letter-in',
          loggedAt: monday,
        })
      })
      expect(await places('quokka')).to.deep.equal([['w-case', 'call', 'She asked about quokkas.']])
      expect(await places('NARWHAL lett')).to.deep.equal([['w-case', 'note', 'The narwhal letter came']])
      expect(await places('northside lemur')).to.deep.equal([
        ['w-case', 'by-hand', 'Letter, with Northside: They refuse the lemur rota'],
      ])
      expect((await found('quokka')).count).to.equal('1')
      expect(await places('narwhal quokka'), 'all in one place').to.deep.equal([])
      expect((await found('quokka', 'closed')).items).to.deep.equal([])
      expect((await asViewer(demo.priya, () => screens.search('quokka'))).cases[0]?.found?.kind).to.equal(
        'call',
      )
      await database.write(async (stores) => {
        await stores.recordings.insert(voicemail('w-call', 'Please ring about the axolotl'))
        await stores.contactParts.insert({
          id: 'w-part',
          contactId: 'w-call',
          personId: demo.sam,
          handedAt: monday,
          notes: 'I sent the okapi form',
          notesSavedAt: null,
          notesVersion: 1,
          reason: null,
          outcome: null,
          nextStep: null,
          doneAt: null,
        })
      })
      expect(await places('axolotl')).to.deep.equal([
        ['w-case', 'voicemail', 'Please ring about the axolotl'],
      ])
      const thread: { id: string } | undefined = await database.read('threads').first('id')
      await database.write((stores) =>
        stores.messages.insert({
          id: 'w-team',
          threadId: thread?.id ?? '',
          contactId: 'w-call',
          direction: 'note',
          body: 'Ask Sam about the ibex',
          status: 'sent',
          errorCode: null,
          authorId: demo.sam,
          clientId: null,
          messageSid: null,
          at: monday,
          refusedFiles: [],
        }),
      )
      expect(await places('ibex')).to.deep.equal([['w-case', 'team', 'Ask Sam about the ibex']])
      expect(await places('okapi')).to.deep.equal([['w-case', 'part', 'I sent the okapi form']])
    })

    it('follow what becomes of it: written anew, emptied, deleted, moved to another case', async () => {
      const call = aCall('f-call', { caseId: 'f-one', notes: 'First pangolin' })
      await database.write(async (stores) => {
        await stores.cases.insert(aCase('f-one', 31_002))
        await stores.cases.insert(aCase('f-two', 31_003))
        await stores.contacts.insert(call)
      })
      const ids = async (q: string) => (await found(q)).items.map(({ id }) => id)
      const save = (change: Partial<Contact>) =>
        database.write((stores) => stores.contacts.save({ ...call, ...change }))
      expect(await ids('pangolin')).to.deep.equal(['f-one'])
      await save({ notes: 'Now a tapir' })
      expect([await ids('pangolin'), await ids('tapir')]).to.deep.equal([[], ['f-one']])
      await save({ notes: 'Now a tapir', caseId: 'f-two' })
      expect(await ids('tapir')).to.deep.equal(['f-two'])
      await save({ notes: '', caseId: 'f-two' })
      expect(await ids('tapir')).to.deep.equal([])
      const recording = voicemail('f-call', 'A gibbon')
      await database.write((stores) => stores.recordings.insert(recording))
      expect(await ids('gibbon')).to.deep.equal(['f-two'])
      await database.write((stores) =>
        stores.recordings.save({ ...recording, state: 'expired', transcript: null }),
      )
      expect(await ids('gibbon')).to.deep.equal([])
      expect(await database.read('case_words').where({ contact_id: 'f-call' })).to.deep.equal([])
    })

    it('come in pages that hold each once and count alike, also where a word is on every case', async () => {
      const many = Array.from({ length: 120 }, (_, n) => `m-${String(n).padStart(3, '0')}`)
      await database.write(async (stores) => {
        for (const [n, id] of many.entries()) {
          await stores.cases.insert(aCase(id, 32_000 + n))
          await stores.contacts.insert(aCall(`call-${id}`, { caseId: id, notes: 'Many wombats' }))
          await stores.contacts.insert(aCall(`again-${id}`, { caseId: id, notes: 'Wombats again' }))
        }
      })
      const all: string[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<typeof screens.cases>> = await screens.cases({
          view: 'open',
          q: 'wombat',
          cursor,
          personId: demo.priya,
        })
        expect(page.count).to.equal('120')
        all.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(all).to.deep.equal([...many].reverse())
    })

    it('are counted to a hundred and no further by what very many have', async () => {
      const wombats = (limit: number) =>
        database
          .read('cases')
          .where('cases.id', 'like', 'm-%')
          .where('cases.number', '<', 32_000 + limit)
      const count = (limit: number, isCommon: boolean, ids: string[] = []) =>
        cappedCountOf(database.read, [{ query: wombats(limit), isCommon }], async () => ({
          ids,
          isAll: true,
        }))
      expect(await count(99, true)).to.equal('99')
      expect(await count(100, true)).to.equal('100')
      expect(await count(101, true)).to.equal('100+')
      expect(await count(101, false)).to.equal('101')
      expect(await count(101, true, ['elsewhere']), 'with what else was found').to.equal('101+')
    })

    it('are not found, counted or quoted on a sealed case by whoever may not know it', async () => {
      await database.write(async (stores) => {
        await stores.cases.insert(aCase('s-case', 33_001))
        await stores.contacts.insert(aCall('s-call', { caseId: 's-case', notes: 'The ocelot file' }))
      })
      expect((await found('ocelot')).count, 'the control').to.equal('1')
      await database.write((stores) =>
        stores.seals.insert({
          caseId: 's-case',
          sealedAt: monday,
          sealedBy: demo.marcus,
          why: 'Harassment',
          opposedCaseId: null,
        }),
      )
      expect(await found('ocelot')).to.deep.equal({ items: [], nextCursor: null, count: '0' })
      expect((await asViewer(demo.priya, () => screens.search('ocelot'))).cases).to.deep.equal([])
      expect((await found('ocelot', 'open', demo.marcus)).items.map(({ id }) => id)).to.deep.equal(['s-case'])
    })
  })
})
