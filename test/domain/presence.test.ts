import { expect } from 'chai'
import * as offer from '../../server/domain/offer.ts'
import * as presence from '../../server/domain/presence.ts'
import type { Occupancy, Presence } from '../../server/domain/records.ts'

const now = '2026-10-06T08:12:00.000Z'
const later = '2026-10-06T08:20:00.000Z'
const ready: Presence = {
  ...presence.newPresence('priya', now),
  choice: 'available',
  reachable: true,
  registered: true,
  microphone: 'granted',
}
const occupied = (occupancy: Occupancy): Presence => ({
  ...ready,
  occupancy,
  contactId: occupancy === 'idle' ? null : 'c1',
})

describe("an agent's presence", () => {
  const moves: { name: string; from: Occupancy; to: Occupancy; run: (p: Presence) => Presence }[] = [
    { name: 'ring', from: 'idle', to: 'ringing', run: (p) => presence.ring(p, 'c1', later) },
    { name: 'startCall', from: 'ringing', to: 'on-call', run: (p) => presence.startCall(p, 'c1', later) },
    {
      name: 'stopRinging',
      from: 'ringing',
      to: 'idle',
      run: (p) => presence.stopRinging(p, 'declined', later),
    },
    {
      name: 'endCall after talking',
      from: 'on-call',
      to: 'wrap-up',
      run: (p) => presence.endCall(p, { spoke: true, now: later }),
    },
    {
      name: 'endCall without talking',
      from: 'on-call',
      to: 'idle',
      run: (p) => presence.endCall(p, { spoke: false, now: later }),
    },
    {
      name: 'finishWrapUp',
      from: 'wrap-up',
      to: 'idle',
      run: (p) => presence.finishWrapUp(p, { then: null, wasHard: false, now: later }),
    },
  ]
  for (const { name, from, to, run } of moves) {
    for (const occupancy of ['idle', 'ringing', 'on-call', 'wrap-up'] as const) {
      it(`${name} while ${occupancy} ${occupancy === from ? `leads to ${to}` : 'changes nothing'}`, () => {
        const before = occupied(occupancy)
        const after = run(before)
        if (occupancy === from) expect(after.occupancy).to.equal(to)
        else expect(after).to.deep.equal(before)
      })
    }
  }

  it('is asked "Are you there?" after a missed offer, and only then', () => {
    expect(presence.stopRinging(occupied('ringing'), 'expired', later).areYouThere).to.equal(true)
    expect(presence.stopRinging(occupied('ringing'), 'declined', later).areYouThere).to.equal(false)
    expect(presence.stopRinging(occupied('ringing'), 'withdrawn', later).areYouThere).to.equal(false)
    expect(presence.isCallable(presence.stopRinging(occupied('ringing'), 'expired', later))).to.equal(false)
    expect(
      presence.isCallable(
        presence.iAmHere(presence.stopRinging(occupied('ringing'), 'expired', later), later),
      ),
    ).to.equal(true)
  })

  it('keeps a break for after the call until wrap-up is done', () => {
    const asked = presence.choose(occupied('on-call'), { choice: 'break', afterCall: true, now: later })
    expect(asked).to.include({ choice: 'available', choiceAfterCall: 'break' })
    const wrapped = presence.endCall(asked, { spoke: true, now: later })
    expect(wrapped.choice).to.equal('available')
    expect(presence.finishWrapUp(wrapped, { then: null, wasHard: false, now: later })).to.include({
      choice: 'break',
      choiceAfterCall: null,
      occupancy: 'idle',
    })
  })

  it('keeps its place among the idle when the caller gave up, and goes to the back after passing on', () => {
    expect(presence.stopRinging(occupied('ringing'), 'withdrawn', later).idleSince).to.equal(now)
    expect(presence.stopRinging(occupied('ringing'), 'declined', later).idleSince).to.equal(later)
  })

  it('lets others go first for ten minutes after a hard call, once, and is rung all the same', () => {
    const free = presence.finishWrapUp(occupied('wrap-up'), { then: null, wasHard: true, now: later })
    expect(Date.parse(free.idleSince) - Date.parse(later)).to.equal(presence.restAfterHardCallMs)
    expect(presence.isCallable(free)).to.equal(true)
    const next = presence.finishWrapUp(
      { ...free, occupancy: 'wrap-up' },
      { then: null, wasHard: false, now: later },
    )
    expect(next.idleSince).to.equal(later)
  })

  it('is on shift on a break, and not when signed off or unheard of', () => {
    expect(presence.isOnShift({ ...ready, choice: 'break' })).to.equal(true)
    expect(presence.isOnShift({ ...ready, choice: 'offline' })).to.equal(false)
    expect(presence.isOnShift({ ...ready, reachable: false })).to.equal(false)
    expect(presence.isOnShift({ ...occupied('on-call'), reachable: false })).to.equal(true)
    expect(presence.isOnShift({ ...occupied('wrap-up'), reachable: true })).to.equal(true)
    expect(presence.isOnShift({ ...occupied('wrap-up'), reachable: false })).to.equal(false)
  })
})

describe('an offer', () => {
  const made = offer.makeOffer({ id: 'o1', contactId: 'c1', personId: 'priya', isKnownTo: false, now })
  it('can be accepted up to 19.999 s, and no longer at 20 s', () => {
    expect(offer.whyTooLate(made, '2026-10-06T08:12:19.999Z')).to.equal(null)
    expect(offer.whyTooLate(made, '2026-10-06T08:12:20.000Z')).to.deep.equal({ refused: 'offer-expired' })
  })
  it('rings who knows the matter for 15 s only', () => {
    const first = offer.makeOffer({ id: 'o2', contactId: 'c1', personId: 'priya', isKnownTo: true, now })
    expect(offer.whyTooLate(first, '2026-10-06T08:12:14.999Z')).to.equal(null)
    expect(offer.whyTooLate(first, '2026-10-06T08:12:15.000Z')).to.deep.equal({ refused: 'offer-expired' })
  })
  it('is settled once: whatever came first stands', () => {
    for (const first of ['accepted', 'declined', 'expired', 'withdrawn'] as const) {
      const settled = offer.settle(made, first, now)
      for (const second of ['accepted', 'declined', 'expired', 'withdrawn'] as const)
        expect(offer.settle(settled, second, later)).to.equal(settled)
      expect(offer.whyTooLate(settled, now)).to.not.equal(null)
    }
  })
})
