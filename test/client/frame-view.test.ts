import { expect } from 'chai'
import { paletteRows } from '../../client/src/features/search/palette-view.ts'
import { chipOrder } from '../../client/src/frame/chip-order.ts'
import { placesFor } from '../../client/src/frame/places.ts'
import { callableWords, choiceRequest, presenceShown } from '../../client/src/frame/presence-view.ts'
import { stepRegion } from '../../client/src/frame/region-step.ts'
import type { LiveQueue } from '../../server/contract/live-views.ts'
import type { PresenceView } from '../../server/contract/phone-views.ts'
import type { SearchView } from '../../server/contract/work-views.ts'

const presence: PresenceView = {
  choice: 'available',
  choiceSince: '2026-11-22T09:00:00.000Z',
  choiceAfterCall: null,
  occupancy: 'idle',
  occupancySince: '2026-11-22T10:00:00.000Z',
  callable: true,
  checks: [],
  idlePosition: 1,
  areYouThere: false,
  placed: [],
}

describe('the presence button', () => {
  it('shows the choice while nothing happens, and what happens while it does', () => {
    expect(presenceShown({ presence })).to.deep.equal({
      state: 'available',
      since: presence.occupancySince,
      also: null,
    })
    const choiceSince = '2026-11-22T11:00:00.000Z'
    expect(presenceShown({ presence: { ...presence, choice: 'lunch', choiceSince } })).to.deep.equal({
      state: 'lunch',
      since: choiceSince,
      also: null,
    })
    expect(
      presenceShown({ presence: { ...presence, occupancy: 'on-call', choiceAfterCall: 'break' } }),
    ).to.deep.equal({
      state: 'on-call',
      since: presence.occupancySince,
      also: 'then Break',
    })
  })

  it('queues a pause chosen on a call, and nothing else', () => {
    expect(choiceRequest({ occupancy: 'on-call' }, 'break').afterCall).to.equal(true)
    expect(choiceRequest({ occupancy: 'on-call' }, 'available').afterCall).to.equal(false)
    expect(choiceRequest({ occupancy: 'idle' }, 'break').afterCall).to.equal(false)
    expect(choiceRequest({ occupancy: 'wrap-up' }, 'break').afterCall).to.equal(false)
  })

  it('answers why no calls come', () => {
    expect(callableWords(presence)).to.equal('You can get calls, and you are next.')
    expect(callableWords({ ...presence, idlePosition: 3 })).to.match(/2 colleagues have been free/)
    const check = { id: 'mic', ok: false, words: 'The microphone is blocked.', fix: null }
    expect(callableWords({ ...presence, callable: false, checks: [check] })).to.match(/One thing/)
    expect(callableWords({ ...presence, callable: false, checks: [check, check] })).to.match(/2 things/)
  })
})

describe('the rail', () => {
  it('shows only places the person may go', () => {
    expect(placesFor(['watch-live']).map(({ id }) => id)).to.deep.equal(['live'])
    expect(placesFor(['text-members', 'read-cases']).map(({ id }) => id)).to.deep.equal([
      'work',
      'cases',
      'deadlines',
    ])
    expect(placesFor([])).to.deep.equal([])
  })
})

describe('the queue chips', () => {
  it('put trouble first and otherwise keep the order of the board', () => {
    const queue = (id: string, word: LiveQueue['word']) => ({ id, word })
    const order = chipOrder([
      queue('a', 'in-promise'),
      queue('b', 'slipping'),
      queue('c', 'in-promise'),
      queue('d', 'nobody-free'),
    ])
    expect(order.map(({ id }) => id)).to.deep.equal(['d', 'b', 'a', 'c'])
  })
})

describe('walking the regions', () => {
  it('goes round in both directions, and starts at an end from nowhere', () => {
    expect(stepRegion(0, 1, 3)).to.equal(1)
    expect(stepRegion(2, 1, 3)).to.equal(0)
    expect(stepRegion(0, -1, 3)).to.equal(2)
    expect(stepRegion(-1, 1, 3)).to.equal(0)
    expect(stepRegion(-1, -1, 3)).to.equal(2)
  })
})

describe('the search palette', () => {
  const found: SearchView = {
    members: [],
    cases: [],
    numbers: [{ number: '07700 900117', path: '/members/m1', title: 'Aisha Khan' }],
  }

  it('offers places before anything is typed', () => {
    expect(paletteRows('', placesFor(['read-cases']), undefined).map(({ title }) => title)).to.deep.equal([
      'Cases',
      'Deadlines',
    ])
  })

  it('keeps old answers from under a box that has been emptied', () => {
    expect(paletteRows('', [], found)).to.deep.equal([])
    expect(paletteRows('07', [], found).map(({ path }) => path)).to.deep.equal(['/members/m1'])
  })
})
