import { expect } from 'chai'
import { hasWaitedTooLong, isFull, timelineOf } from '../../server/domain/queue-limits.ts'

const none = { maxWaiting: null, maxWaitSeconds: null }

describe('the limits of a queue', () => {
  it('with as many waiting as allowed the next is one too many; without a limit nobody is', () => {
    expect([0, 1, 2, 3].map((waiting) => isFull({ ...none, maxWaiting: 2 }, waiting))).to.deep.equal([
      false,
      false,
      true,
      true,
    ])
    expect(isFull(none, 10_000)).to.equal(false)
  })

  it('the longest wait is over in the very second', () => {
    const queue = { ...none, maxWaitSeconds: 600 }
    const since = '2026-10-06T08:00:00.000Z'
    expect(hasWaitedTooLong(queue, since, '2026-10-06T08:09:59.999Z')).to.equal(false)
    expect(hasWaitedTooLong(queue, since, '2026-10-06T08:10:00.000Z')).to.equal(true)
    expect(hasWaitedTooLong(none, since, '2026-10-07T08:00:00.000Z')).to.equal(false)
  })

  it('is drawn as what a caller meets, second by second', () => {
    expect(
      timelineOf({
        skills: ['casework'],
        skillLevels: { casework: 2 },
        maxWaiting: 30,
        maxWaitSeconds: 2700,
      }),
    ).to.deep.equal([
      { at: 0, words: 'With 30 waiting already: a callback or a message is offered.' },
      { at: 0, words: 'Rings people with casework from level 2.' },
      { at: 60, words: 'Rings people with casework from level 1.' },
      { at: 120, words: 'Rings whoever is free.' },
      { at: 2700, words: 'A callback or a message is offered. Their place is kept for a callback.' },
    ])
    expect(timelineOf({ skills: [], skillLevels: {}, ...none })).to.deep.equal([
      { at: 0, words: 'Rings whoever is free.' },
    ])
    expect(
      timelineOf({ skills: ['pay'], skillLevels: { pay: 5 }, maxWaiting: null, maxWaitSeconds: 60 }).map(
        (step) => step.at,
      ),
      'what would come after the longest wait is left out',
    ).to.deep.equal([0, 60])
  })
})
