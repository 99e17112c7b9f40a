import { expect } from 'chai'
import {
  endPlacement,
  isPlacementDue,
  type Placement,
  placementUntil,
  placementWords,
  takesQueue,
  untilWords,
  whyProblem,
} from '../../server/domain/placement.ts'

const now = '2026-10-06T09:41:00.000Z'
const placement: Placement = {
  id: 'p1',
  personId: 'sam',
  queueId: 'pay',
  way: 'on',
  why: 'many are waiting.',
  byId: 'lorna',
  since: now,
  until: '2026-10-06T16:00:00.000Z',
  endedAt: null,
  endedBy: null,
  endedBecause: null,
}

describe('a placement', () => {
  it('holds until a time of today in London, midnight there, or for ever', () => {
    const until = (time: string) => placementUntil({ until: 'time', time }, now)
    expect(until('17:00')).to.deep.equal({ until: '2026-10-06T16:00:00.000Z' })
    expect(until(' 9:05 '), 'before 10:41 in London').to.have.property('wrong')
    expect(until('10:41'), 'this very minute').to.have.property('wrong')
    expect(until('25:00')).to.have.property('wrong')
    expect(until('soon')).to.have.property('wrong')
    expect(placementUntil({ until: 'end-of-day', time: '' }, now)).to.deep.equal({
      until: '2026-10-06T23:00:00.000Z',
    })
    // The day the clocks go back is an hour longer.
    expect(placementUntil({ until: 'end-of-day', time: '' }, '2026-10-25T00:30:00.000Z')).to.deep.equal({
      until: '2026-10-26T00:00:00.000Z',
    })
    expect(placementUntil({ until: 'taken-back', time: 'x' }, now)).to.deep.equal({ until: null })
  })

  it('is due at its very instant, once', () => {
    expect(isPlacementDue(placement, '2026-10-06T15:59:59.999Z')).to.equal(false)
    expect(isPlacementDue(placement, '2026-10-06T16:00:00.000Z')).to.equal(true)
    expect(isPlacementDue({ ...placement, until: null }, '2030-01-01T00:00:00.000Z')).to.equal(false)
    const over = endPlacement(placement, 'time', null, '2026-10-06T16:00:00.000Z')
    expect(isPlacementDue(over, '2026-10-06T16:00:01.000Z')).to.equal(false)
    expect(over).to.include({ endedBecause: 'time', endedBy: null })
  })

  it('goes before skills, for its own queue and person', () => {
    const queue = { skills: ['pay', 'welsh'] }
    expect(takesQueue(['pay', 'welsh', 'advice'], queue, undefined)).to.equal(true)
    expect(takesQueue(['pay'], queue, undefined)).to.equal(false)
    expect(takesQueue([], queue, 'on')).to.equal(true)
    expect(takesQueue(['pay', 'welsh'], queue, 'off')).to.equal(false)
  })

  it('says who did it, how long and why', () => {
    const by = { by: 'Lorna Blake', queue: 'Pay', now }
    expect(placementWords(placement, by)).to.equal(
      'Lorna Blake put you on Pay until 17:00: many are waiting.',
    )
    expect(placementWords({ way: 'on', until: null, why: 'busy' }, { ...by, by: null })).to.match(
      /^You put yourself on /,
    )
    expect(placementWords({ way: 'off', until: '2026-10-06T23:00:00.000Z', why: 'to rest ' }, by)).to.equal(
      'Lorna Blake took you off Pay until the end of today: to rest.',
    )
    expect(untilWords(null, now)).to.equal('until it is taken back')
    expect(whyProblem('  ')).to.be.a('string')
    expect(whyProblem('x'.repeat(201))).to.be.a('string')
    expect(whyProblem('many wait')).to.equal(null)
  })
})
