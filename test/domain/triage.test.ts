import { expect } from 'chai'
import fc from 'fast-check'
import {
  byTriage,
  type TriageFacts,
  triageBand,
  triageParts,
  triageRules,
  triageScore,
} from '../../server/domain/triage.ts'

const plain: TriageFacts = {
  about: 'pay-and-hours',
  today: '2026-10-06',
  nextOn: null,
  isPromiseOverdue: false,
  hasNeeds: false,
  isExposed: false,
}
const scoreOf = (change: Partial<TriageFacts>) => triageScore(triageParts({ ...plain, ...change }))

describe('triage', () => {
  const dates: [string, number][] = [
    ['2026-10-05', 45],
    ['2026-10-06', 45],
    ['2026-10-07', 40],
    ['2026-10-13', 40],
    ['2026-10-14', 25],
    ['2026-10-20', 25],
    ['2026-10-21', 15],
    ['2026-11-03', 15],
    ['2026-11-04', 5],
  ]
  for (const [nextOn, points] of dates)
    it(`a legal date on ${nextOn}, seen from the 6th, is worth ${points}`, () => {
      expect(scoreOf({ nextOn }) - scoreOf({})).to.equal(points)
    })

  it('shows every part with its points, and the sum is the score', () => {
    const parts = triageParts({
      ...plain,
      about: 'dismissal',
      nextOn: '2026-10-09',
      isPromiseOverdue: true,
      hasNeeds: true,
      isExposed: true,
    })
    expect(parts.map(({ group, points }) => [group, points])).to.deep.equal([
      ['need', 30],
      ['deadline', 40],
      ['deadline', 10],
      ['vulnerability', 15],
      ['vulnerability', 10],
    ])
    expect(triageScore(parts)).to.equal(105)
    expect(triageParts({ ...plain, about: 'joining' })).to.deep.equal([
      { group: 'need', words: 'Anything else', points: 5 },
    ])
  })

  it('puts a dismissal with a date in a week first, an ordinary question in its turn', () => {
    expect(triageBand(scoreOf({ about: 'dismissal', nextOn: '2026-10-12' }))).to.equal('first')
    expect(triageBand(scoreOf({ about: 'discipline', nextOn: '2026-10-27' }))).to.equal('soon')
    expect(triageBand(scoreOf({}))).to.equal('in-turn')
    expect([34, 35, 59, 60].map(triageBand)).to.deep.equal(['in-turn', 'soon', 'soon', 'first'])
  })

  const facts = fc.record({
    about: fc.constantFrom(...Object.keys(triageRules.need), 'other', 'membership'),
    today: fc.constant('2026-10-06'),
    nextOn: fc.option(
      fc
        .integer({ min: -30, max: 90 })
        .map((days) => new Date(Date.UTC(2026, 9, 6 + days)).toISOString().slice(0, 10)),
    ),
    isPromiseOverdue: fc.boolean(),
    hasNeeds: fc.boolean(),
    isExposed: fc.boolean(),
  })
  it('never falls when a date comes nearer, or when somebody is known to need more', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const score = triageScore(triageParts(known))
        expect(triageScore(triageParts({ ...known, today: '2026-10-07' }))).to.be.at.least(score)
        for (const worse of [{ isExposed: true }, { hasNeeds: true }, { isPromiseOverdue: true }])
          expect(triageScore(triageParts({ ...known, ...worse }))).to.be.at.least(score)
      }),
    )
  })

  it('orders everybody, always the same: the band, the score, then who has waited longest', () => {
    const row = fc.record({
      id: fc.uuid(),
      band: fc.constantFrom('first' as const, 'soon' as const, 'in-turn' as const),
      score: fc.integer({ min: 0, max: 120 }),
      openedAt: fc.constantFrom('2026-10-01T09:00:00.000Z', '2026-10-02T09:00:00.000Z'),
    })
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30 }), (rows) => {
        const once = rows.toSorted(byTriage)
        expect(rows.toReversed().toSorted(byTriage)).to.deep.equal(once)
        for (const [at, one] of once.entries()) {
          const next = once[at + 1]
          if (next === undefined || next.band !== one.band) continue
          expect(one.score).to.be.at.least(next.score)
          if (one.score === next.score) expect(one.openedAt <= next.openedAt).to.equal(true)
        }
      }),
    )
  })
})
