import { createHash } from 'node:crypto'
import { expect } from 'chai'
import {
  checkStretch,
  firstSeal,
  readNoted,
  sealsOf,
  type TrailRow,
  wordsOfBreak,
} from '../../server/domain/audit-chain.ts'

const row = (seq: number, change: Partial<TrailRow> = {}): TrailRow => ({
  seq,
  type: 'case.changed',
  at: `2026-11-23T09:03:0${seq}.000Z`,
  actor: 'priya',
  contactId: null,
  caseId: 'case-1',
  data: '{"caseId":"case-1"}',
  ...change,
})
const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const rows = [1, 2, 3, 4].map((seq) => row(seq))
const seals = sealsOf(digest, firstSeal, rows)
const head = seals.at(-1) ?? firstSeal
const check = (change: Partial<Parameters<typeof checkStretch>[0]> = {}) =>
  checkStretch({ digest, before: firstSeal, until: 4, rows, seals, head, noted: [], ...change })

describe('the chain over the log', () => {
  it('holds when nothing was touched, and gives the last seal', () => {
    expect(check()).to.deep.equal({ last: head, broken: null })
  })

  it('is the same in stretches as at once', () => {
    const [, second] = seals
    expect(
      sealsOf(
        digest,
        second ?? firstSeal,
        rows.filter(({ seq }) => seq > 2),
      ),
    ).to.deep.equal(seals.slice(2))
  })

  it('names the row of which any one field was changed', () => {
    const changes: Partial<TrailRow>[] = [
      { type: 'case.closed' },
      { at: '2026-11-23T09:04:00.000Z' },
      { actor: 'sam' },
      { contactId: 'contact-1' },
      { caseId: 'case-2' },
      { data: '{"caseId": "case-1"}' },
    ]
    for (const change of changes) {
      const { broken, last } = check({ rows: rows.map((each) => (each.seq === 2 ? row(2, change) : each)) })
      expect(broken, JSON.stringify(change)).to.include({ seq: 2, kind: 'row-changed' })
      expect(last.seq).to.equal(1)
    }
  })

  it('names a row that was taken out, also the newest, and a seal that was', () => {
    expect(check({ rows: rows.filter(({ seq }) => seq !== 3) }).broken).to.include({
      seq: 3,
      kind: 'row-missing',
    })
    expect(check({ rows: rows.slice(0, 3) }).broken).to.include({ seq: 4, kind: 'row-missing' })
    expect(check({ seals: seals.slice(1) }).broken).to.include({ seq: 1, kind: 'seal-missing' })
  })

  it('sees a chain that was written anew from the changed row on, by the seal written last or one that was noted', () => {
    const forgedRows = rows.map((each) => (each.seq === 2 ? row(2, { actor: 'sam' }) : each))
    const forged = sealsOf(digest, firstSeal, forgedRows)
    expect(check({ rows: forgedRows, seals: forged }).broken).to.include({ seq: 4, kind: 'head-changed' })
    const forgedHead = forged.at(-1) ?? firstSeal
    // The control: without a seal noted elsewhere, whoever writes everything anew is not seen.
    expect(check({ rows: forgedRows, seals: forged, head: forgedHead }).broken).to.equal(null)
    const noted = seals.filter(({ seq }) => seq === 3)
    expect(check({ rows: forgedRows, seals: forged, head: forgedHead, noted }).broken).to.include({
      seq: 3,
      kind: 'noted-differs',
    })
  })

  it('asks of rows behind the newest seal only that they are there', () => {
    const early = { head: seals[1] ?? firstSeal, seals: seals.slice(0, 2) }
    expect(check(early).broken).to.equal(null)
    expect(check({ ...early, rows: rows.slice(0, 3) }).broken).to.include({ seq: 4, kind: 'row-missing' })
    expect(check({ ...early, noted: seals.slice(2, 3) }).broken).to.include({ kind: 'noted-differs' })
  })

  it('refuses to seal over a gap', () => {
    expect(() =>
      sealsOf(
        digest,
        firstSeal,
        rows.filter(({ seq }) => seq !== 2),
      ),
    ).to.throw('from 1 to 3')
  })

  it('says which row, in words, and reads a noted seal as people write it', () => {
    const { broken } = check({ rows: rows.slice(0, 3) })
    expect(broken && wordsOfBreak(broken)).to.equal('Row 4 is missing: it was taken out of the log.')
    expect(readNoted(` 4 : ${head.hash.toUpperCase()} `)).to.deep.equal(head)
    for (const nonsense of ['', '4', `x:${head.hash}`, `4:${head.hash.slice(1)}`, '9'.repeat(40)])
      expect(readNoted(nonsense), nonsense).to.equal(null)
  })
})
