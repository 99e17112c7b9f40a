import { expect } from 'chai'
import { type NeedKnown, priorityOf } from '../../server/domain/priority.ts'

const known = (given: Partial<NeedKnown> = {}) =>
  priorityOf({ need: 'other', now: '2026-10-06T08:12:00Z', zone: 'Europe/London', ...given })

describe('priority by need', () => {
  it('is ordinary, without words, when nothing presses', () => {
    for (const need of [null, 'other', 'join', 'existing-case'] as const)
      expect(known({ need })).to.deep.equal({ priority: 0, words: null })
  })

  it('gives a reason for every jump, the strongest one', () => {
    expect(known({ need: 'urgent-today' })).to.deep.equal({ priority: 2, words: 'urgent today' })
    expect(known({ dismissedToday: true, need: 'urgent-today' })).to.deep.equal({
      priority: 3,
      words: 'dismissed today',
    })
    expect(known({ safetyRisk: true, dismissedToday: true })).to.deep.equal({ priority: 4, words: 'safety' })
    expect(known({ wasCutOff: true })).to.deep.equal({ priority: 4, words: 'was cut off' })
  })

  it('counts a hearing up to exactly 48 hours ahead, and not one that is over', () => {
    expect(known({ hearingAt: '2026-10-08T08:12:00Z' })).to.deep.equal({
      priority: 3,
      words: 'hearing in 2 days',
    })
    expect(known({ hearingAt: '2026-10-08T08:12:01Z' }).priority).to.equal(0)
    expect(known({ hearingAt: '2026-10-06T08:12:00Z' }).words).to.equal('hearing today')
    expect(known({ hearingAt: '2026-10-06T08:11:59Z' }).priority).to.equal(0)
    expect(known({ hearingAt: null }).priority).to.equal(0)
  })

  it('takes a hearing without an hour for nine in the morning, and on its day for any hour', () => {
    expect(known({ hearingOn: '2026-10-08' }).words).to.equal('hearing in 2 days')
    expect(known({ hearingOn: '2026-10-08', now: '2026-10-06T07:59:59Z' }).priority).to.equal(0)
    expect(known({ hearingOn: '2026-10-06' }).words).to.equal('hearing today')
    expect(known({ hearingOn: '2026-10-06', now: '2026-10-06T22:59:00Z' }).words).to.equal('hearing today')
    expect(known({ hearingOn: '2026-10-05' }).priority).to.equal(0)
  })

  it('names the day by the local calendar, not by hours', () => {
    // 23:30 in London on 6 October; the hearing at 09:00 is 9.5 hours away and tomorrow.
    const late = { now: '2026-10-06T22:30:00Z', hearingAt: '2026-10-07T08:00:00Z' }
    expect(known(late).words).to.equal('hearing tomorrow')
    expect(known({ ...late, now: '2026-10-06T23:30:00Z' }).words).to.equal('hearing today')
  })
})
