import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import type { Page } from '../../server/contract/briefs.ts'
import type { CaseListItem } from '../../server/contract/case-views.ts'
import type { MemberListItem } from '../../server/contract/member-views.ts'
import { casesView } from '../../server/views/case-list-view.ts'
import { membersView, memberView } from '../../server/views/member-views.ts'
import { searchView } from '../../server/views/search-view.ts'
import type { ViewDeps } from '../../server/views/view-deps.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, demoDatabase, monday } from '../support/demo-database.ts'

/** What people type, paste and try. None of it is a query. */
const hostile = [
  '"',
  "'",
  "O'Brien",
  '%',
  '_',
  '*',
  '(',
  'khan"',
  'khan & | !',
  'khan:*',
  "'; DROP TABLE members; --",
  '" OR 1=1 --',
  'NEAR(khan reid)',
  'AND',
  'NOT khan',
  '\\',
  '\u0000',
  '🙂',
  'a'.repeat(500),
  '٣٤٥٦٧٨',
  '+',
  '+44',
]

describe('lists and search over the demo union', () => {
  onBothDatabases((open) => {
    let database: Database
    let deps: ViewDeps
    before(async () => {
      database = await demoDatabase(open)
      deps = { read: database.read, engine: database.engine, clock: { now: () => monday } }
    })

    const cases = (
      view: 'mine' | 'open' | 'unowned' | 'closed',
      q = '',
      cursor: string | null = null,
      filter: { about?: string; status?: string; ownerId?: string } = {},
    ) => casesView(deps, { ...filter, view, q, cursor, personId: demo.marcus })
    const members = (q: string, cursor: string | null = null) => membersView(deps, { q, cursor })
    const allPages = async <T>(page: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> => {
      const items: T[] = []
      let cursor: string | null = null
      do {
        const next: Page<T> = await page(cursor)
        items.push(...next.items)
        cursor = next.nextCursor
      } while (cursor !== null)
      return items
    }
    const references = (page: { items: CaseListItem[] }) => page.items.map((item) => item.reference)
    const names = (page: { items: MemberListItem[] }) => page.items.map((item) => item.name)

    describe('cases', () => {
      it("open, closed, nobody's and mine are what they say, latest change first", async () => {
        const [everyOpen, closed, unowned, mine] = await Promise.all([
          allPages((cursor) => cases('open', '', cursor)),
          allPages((cursor) => cases('closed', '', cursor)),
          cases('unowned'),
          cases('mine'),
        ])
        expect(everyOpen.length + closed.length).to.equal(41)
        expect(closed).to.have.lengthOf(10)
        expect(everyOpen.every((c) => c.status !== 'closed')).to.equal(true)
        expect(closed.every((c) => c.status === 'closed')).to.equal(true)
        expect(unowned.items.every((c) => c.owner === null && c.status === 'new')).to.equal(true)
        expect(unowned.items).to.have.lengthOf(4)
        expect(mine.items.length).to.be.greaterThan(5)
        expect(new Set(mine.items.map((c) => c.owner?.id))).to.deep.equal(new Set([demo.marcus]))
        expect(references(mine)).to.include('CX-10482')
        const changes = everyOpen.map((c) => c.updatedAt)
        expect(changes).to.deep.equal(changes.toSorted().reverse())
        expect((await cases('closed')).count).to.equal('10')
      })

      it('are narrowed by what they are about, where they stand and whose they are, all at once', async () => {
        const everything = await allPages((cursor) => cases('open', '', cursor))
        const pick = (filter: { about?: string; status?: string; ownerId?: string }) =>
          allPages((cursor) => cases('open', '', cursor, filter))
        const some = everything.find((c) => c.owner !== null && c.status === 'waiting')
        if (some?.owner == null) throw new Error('no such case in the demo union')
        const { kind: about, status, owner } = some
        const filters = [{ about }, { status }, { ownerId: owner.id }, { about, status, ownerId: owner.id }]
        for (const filter of filters) {
          const found = await pick(filter)
          expect(references({ items: found })).to.deep.equal(
            everything
              .filter(
                (c) =>
                  (filter.about === undefined || c.kind === filter.about) &&
                  (filter.status === undefined || c.status === filter.status) &&
                  (filter.ownerId === undefined || c.owner?.id === filter.ownerId),
              )
              .map(({ reference }) => reference),
          )
          expect(found.length).to.be.within(1, everything.length - 1)
          expect((await cases('open', '', null, filter)).count).to.equal(String(found.length))
        }
        expect((await cases('open', 'aisha', null, { about: 'discipline' })).items.length).to.be.greaterThan(
          0,
        )
        expect((await cases('closed', '', null, { status: 'open' })).items).to.deep.equal([])
      })

      it('are found by reference however it is written, by title words and by member', async () => {
        for (const q of ['CX-10482', 'cx-10482', 'cx10482', ' 10482 '])
          expect(references(await cases('open', q)), q).to.deep.equal(['CX-10482'])
        expect(references(await cases('open', 'medication err'))).to.deep.equal(['CX-10482'])
        expect(references(await cases('open', 'WARD disciplinary'))).to.deep.equal(['CX-10482'])
        for (const q of ['Aisha Khan', 'M-204117', 'm204117', '07700 900117'])
          expect(references(await cases('open', q)), q).to.deep.equal(['CX-10482'])
        expect(references(await cases('closed', 'CX-10482'))).to.deep.equal([])
        expect(references(await cases('open', 'CX-99999'))).to.deep.equal([])
        expect(references(await cases('open', 'xyzzy'))).to.deep.equal([])
        expect(references(await cases('open', '%%')), 'signs alone').to.deep.equal([])
      })

      it('come in pages of 50 that together hold each once, also with equal times', async () => {
        const ids = Array.from({ length: 120 }, (_, index) => `paged-${String(index).padStart(3, '0')}`)
        await database.write(async (stores) => {
          for (const id of ids)
            await stores.cases.insert({
              id,
              version: 1,
              number: await stores.cases.nextNumber(),
              memberId: null,
              callerNumber: '+447700900555',
              title: 'Paging matter',
              kind: 'other',
              status: 'new',
              ownerId: null,
              openedAt: monday,
              updatedAt: monday,
              lastContactAt: null,
              closedAt: null,
              outcome: null,
              nextStep: null,
              nextStepDue: null,
            })
        })
        const first = await cases('unowned', 'paging')
        expect(first.items).to.have.lengthOf(50)
        expect(first.count).to.equal('120')
        const all = await allPages((cursor) => cases('unowned', 'paging', cursor))
        expect(all.map((c) => c.id).toSorted()).to.deep.equal(ids)
        for (const nonsense of ['', 'nonsense', '%%%', Buffer.from('["a"]').toString('base64url')])
          expect((await cases('unowned', 'paging', nonsense)).items[0]?.id).to.equal(first.items[0]?.id)
      })

      it('takes anything typed as words, never as a query', async () => {
        for (const q of hostile) {
          const found = await cases('open', q)
          expect(found.items.length, q).to.be.at.most(50)
        }
        expect(await database.read('members').count({ n: '*' })).to.have.lengthOf(1)
      })
    })

    describe('members', () => {
      it('are all there, by name, once each', async () => {
        const all = await allPages((cursor) => members('', cursor))
        expect(all).to.have.lengthOf(200)
        expect(new Set(all.map((m) => m.id)).size).to.equal(200)
        const order = all.map((m) => m.name.split(' ').at(-1)?.toLowerCase() ?? '')
        expect(order).to.deep.equal(order.toSorted())
        expect((await members('')).count).to.equal('200')
      })

      it('are found by the start of names in any order and case', async () => {
        for (const q of ['aisha khan', 'Khan Ais', 'AISHA', 'kha aisha'])
          expect(names(await members(q)), q).to.include('Aisha Khan')
        expect(names(await members('isha khan'))).to.deep.equal([])
        expect(names(await members('reid'))).to.deep.equal(['Jean Reid', 'Tom Reid'])
      })

      it('are found by membership number, with and without its letter', async () => {
        for (const q of ['M-204117', 'm-204117', 'm 204117', '204117'])
          expect(names(await members(q)), q).to.include('Aisha Khan')
      })

      it('are found by number however it is written, and by its last six digits', async () => {
        for (const q of [
          '07700900117',
          '07700 900117',
          '07700 900 117',
          '+44 7700 900117',
          '+447700900117',
          '0044 7700 900117',
          '(07700) 900-117',
          '900117',
        ])
          expect(names(await members(q)), q).to.deep.equal(['Aisha Khan'])
        expect(names(await members('07700 900820'))).to.deep.equal(['Jean Reid', 'Tom Reid'])
        expect(names(await members('07700 900999 1'))).to.deep.equal([])
      })

      it('takes anything typed as words, never as a query', async () => {
        for (const q of hostile) {
          const found = await members(q)
          expect(found.items.length, q).to.be.at.most(50)
        }
        for (const nothing of ['%', '_', '*', '"', "'; --"])
          expect((await members(nothing)).items, nothing).to.deep.equal([])
        expect((await members('')).count).to.equal('200')
      })

      it('one shows shared numbers as shared, own cases and contacts', async () => {
        const tom = await memberView(deps, 'demo-member-M-118820')
        expect(tom?.phones.map((p) => [p.e164, p.sharedWith])).to.deep.equal([
          ['+447700900820', [{ id: 'demo-member-M-118821', name: 'Jean Reid', branch: 'Lothian Education' }]],
        ])
        expect(tom?.membershipReadAt).to.equal(null)
        expect(tom?.cases).to.have.lengthOf.at.least(1)
        expect(tom?.contacts.some((c) => c.kind === 'text')).to.equal(true)
        expect(await memberView(deps, 'nobody')).to.equal(null)
      })
    })

    describe('the search box', () => {
      it('finds members, cases and numbers at once, at most 8 of each', async () => {
        const aisha = await searchView(deps, 'aisha')
        expect(aisha.members.map((m) => m.name)).to.include('Aisha Khan')
        expect(aisha.cases.map((c) => c.reference)).to.include('CX-10482')
        const number = await searchView(deps, '07700 900117')
        expect(number.members.map((m) => m.name)).to.deep.equal(['Aisha Khan'])
        expect(number.numbers.map((n) => n.title)).to.deep.equal(['Texts with 07700 900117'])
        for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
          const found = await searchView(deps, `${letter}a`)
          expect(Math.max(found.members.length, found.cases.length)).to.be.at.most(8)
        }
      })

      it('says nothing to a single letter, and survives everything', async () => {
        expect(await searchView(deps, 'a')).to.deep.equal({ members: [], cases: [], numbers: [] })
        for (const q of hostile) expect(await searchView(deps, q)).to.have.keys('members', 'cases', 'numbers')
      })
    })
  })
})
