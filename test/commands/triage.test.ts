import { expect } from 'chai'
import { openCase } from '../../server/commands/open-case.ts'
import { setTriage } from '../../server/commands/set-triage.ts'
import { casesView } from '../../server/views/case-list-view.ts'
import { triageView } from '../../server/views/triage-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'
const { marcus } = demo

describe('triage of cases that nobody owns', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    const deps = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })
    const newCase = async (kind: 'other' | 'dismissal') => {
      const { caseId } = granted(
        await desk.run(openCase, { memberId: aisha, title: `A ${kind}`, kind, personId: marcus }, marcus),
      )
      const found = await desk.case(caseId)
      await desk.ask((stores) => stores.cases.save({ ...found, ownerId: null, status: 'new' }))
      return caseId
    }
    const set = (caseId: string, version: number, band: 'first' | 'in-turn' | null, why: string) =>
      desk.run(setTriage, { caseId, personId: marcus, version, band, why }, marcus)
    const view = async (caseId: string) => {
      const found = await triageView(deps(), caseId)
      if (found === null) throw new Error('no case')
      return found
    }
    const page = (cursor: string | null = null) =>
      casesView(deps(), { view: 'unowned', q: '', cursor, personId: marcus })

    it('is set by a person with a reason, against the parts, until it is taken back', async () => {
      const caseId = await newCase('other')
      const before = await view(caseId)
      expect(before).to.deep.include({ band: 'in-turn', isSetByHand: false, version: 0, setByHand: null })
      expect(await set(caseId, 0, 'first', ' ')).to.include({ refused: 'why-required' })
      granted(await set(caseId, 0, 'first', 'She sounded as if she might harm herself'))
      expect(await set(caseId, 0, 'in-turn', 'Too late')).to.deep.equal({ refused: 'stale-version' })
      const after = await view(caseId)
      expect(after).to.include({ band: 'first', byParts: 'in-turn', version: 1, score: before.score })
      expect(after.parts).to.deep.equal(before.parts)
      expect(after.setByHand?.why).to.equal('She sounded as if she might harm herself')
      expect((await page()).items[0]).to.include({ id: caseId })
      granted(await set(caseId, 1, null, 'A colleague is with her'))
      expect(await view(caseId)).to.deep.include({ band: 'in-turn', isSetByHand: false, setByHand: null })
    })

    it('orders the list of cases without an owner, says why, and its pages hold each once', async () => {
      const made: string[] = []
      for (let n = 0; n < 60; n += 1) made.push(await newCase(n % 2 === 0 ? 'other' : 'dismissal'))
      const first = await page()
      expect(first.items).to.have.lengthOf(50)
      const second = await page(first.nextCursor)
      const all = [...first.items, ...second.items]
      expect(second.nextCursor).to.equal(null)
      expect(new Set(all.map(({ id }) => id)).size).to.equal(all.length)
      expect(all.map(({ id }) => id)).to.include.members(made)
      const scores = all.map(({ triage }) => triage?.score ?? -1)
      expect(scores).to.deep.equal(scores.toSorted((a, b) => b - a))
      expect(first.items[0]?.triage?.parts[0]).to.deep.equal({
        words: 'A job was lost, or is about to be',
        points: 30,
      })
      expect(Number(first.count)).to.equal(all.length)
      // Whoever reads on while the last of the page is taken misses nobody.
      const last = await desk.case(first.items[49]?.id ?? '')
      await desk.ask((stores) => stores.cases.save({ ...last, ownerId: marcus, status: 'open' }))
      expect((await page(first.nextCursor)).items.map(({ id }) => id)).to.deep.equal(
        second.items.map(({ id }) => id),
      )
      const elsewhere = await casesView(deps(), { view: 'open', q: '', cursor: null, personId: marcus })
      expect(elsewhere.items.every(({ triage }) => triage === null)).to.equal(true)
    })
  })
})
