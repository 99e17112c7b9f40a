import { expect } from 'chai'
import fc from 'fast-check'
import { fewestSamples, waitRange } from '../../server/domain/wait-estimate.ts'

const now = '2026-10-06T10:00:00.000Z'
const every = (seconds: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(now) - (count - 1 - index) * seconds * 1000).toISOString(),
  )

describe('the wait that is said', () => {
  it('is a range around place × gap', () => {
    // Fifty answers, one a minute. Quantiles of the Erlang distribution from tables: k = 5: 3.090 and 6.721.
    expect(waitRange({ position: 5, answeredAt: every(60, 50), now })).to.deep.equal({ from: 3, to: 7 })
    // k = 1: 0.223 and 1.609.
    expect(waitRange({ position: 1, answeredAt: every(60, 50), now })).to.deep.equal({ from: 1, to: 2 })
    // k = 10, a gap of two minutes: 2 × 7.289 and 2 × 12.519.
    expect(waitRange({ position: 10, answeredAt: every(120, 30), now })).to.deep.equal({ from: 14, to: 26 })
  })

  it('is not said with too few answers to judge by', () => {
    expect(waitRange({ position: 2, answeredAt: every(60, fewestSamples - 1), now })).to.equal(null)
    expect(waitRange({ position: 2, answeredAt: every(60, fewestSamples), now })).not.to.equal(null)
    expect(waitRange({ position: 2, answeredAt: [], now })).to.equal(null)
    expect(waitRange({ position: 0, answeredAt: every(60, 30), now })).to.equal(null)
    expect(waitRange({ position: 2, answeredAt: Array.from({ length: 30 }, () => now), now })).to.equal(null)
  })

  it('grows when the queue stops moving', () => {
    const answeredAt = every(60, 30)
    const later = new Date(Date.parse(now) + 30 * 60_000).toISOString()
    const before = waitRange({ position: 4, answeredAt, now })
    const after = waitRange({ position: 4, answeredAt, now: later })
    expect(after?.to).to.be.greaterThan(before?.to ?? Number.POSITIVE_INFINITY)
  })

  it('holds three in five of the waits that come of it', () => {
    const gaps = fc.noBias(fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 8, maxLength: 8 }))
    let within = 0
    let all = 0
    fc.assert(
      fc.property(gaps, (uniform) => {
        const wait = uniform.reduce((sum, u) => sum - Math.log(u / 1_000_000), 0) * 10
        const range = waitRange({ position: 8, answeredAt: every(600, 50), now })
        if (range && wait >= range.from && wait <= range.to) within += 1
        all += 1
      }),
      { numRuns: 2000, seed: 7 },
    )
    expect(within / all).to.be.within(0.5, 0.72)
  })

  it('never shrinks with a place further back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 5, max: 900 }), (position, seconds) => {
        const answeredAt = every(seconds, 40)
        const here = waitRange({ position, answeredAt, now })
        const behind = waitRange({ position: position + 1, answeredAt, now })
        expect(here && behind && behind.from >= here.from && behind.to >= here.to).to.equal(true)
        expect(here && here.from <= here.to).to.equal(true)
      }),
    )
  })
})
