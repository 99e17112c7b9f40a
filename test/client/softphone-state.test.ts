import { expect } from 'chai'
import {
  initialSoftphone,
  isConnectionWeak,
  isMuted,
  type Leg,
  type Link,
  legMoves,
  linkMoves,
  type SoftphoneEvent,
  type SoftphoneState,
  softphone,
} from '../../client/src/softphone/softphone-state.ts'

const events: SoftphoneEvent[] = [
  { type: 'start' },
  { type: 'registered' },
  { type: 'unregistered' },
  { type: 'stopped' },
  { type: 'join', contactId: 'second' },
  { type: 'accepted' },
  { type: 'reconnecting' },
  { type: 'reconnected' },
  { type: 'left' },
  { type: 'muted', muted: true },
  { type: 'warning', name: 'high-jitter' },
  { type: 'warning-cleared', name: 'high-jitter' },
  { type: 'microphone', microphone: 'granted' },
  { type: 'problem', problem: 'token-expired' },
  { type: 'token-renewed' },
]
const links: Link[] = ['off', 'starting', 'ready', 'lost']
const legs: Leg[] = [
  { state: 'none' },
  { state: 'joining', contactId: 'first' },
  { state: 'open', contactId: 'first', muted: false },
  { state: 'reconnecting', contactId: 'first', muted: true },
]
const when = (part: Partial<SoftphoneState>): SoftphoneState => ({ ...initialSoftphone, ...part })
const run = (...story: SoftphoneEvent[]) => story.reduce(softphone, initialSoftphone)

/** Written out a second time by hand, so that a slip in the table itself is seen. */
const allowedLinks = [
  'off start starting',
  'starting registered ready',
  'starting unregistered lost',
  'starting stopped off',
  'ready unregistered lost',
  'ready stopped off',
  'lost registered ready',
  'lost start starting',
  'lost stopped off',
]
const allowedLegs = [
  'none join joining',
  'joining accepted open',
  'joining left none',
  'open reconnecting reconnecting',
  'open left none',
  'reconnecting reconnected open',
  'reconnecting left none',
]

describe('the softphone reducer', () => {
  for (const link of links) {
    for (const event of events) {
      const move = allowedLinks.find((line) => line.startsWith(`${link} ${event.type} `))
      const expected = move?.split(' ')[2] ?? link
      it(`link ${link}, on ${event.type}: ${expected}`, () => {
        expect(softphone(when({ link }), event).link).to.equal(expected)
      })
    }
  }

  for (const leg of legs) {
    for (const event of events) {
      const move = allowedLegs.find((line) => line.startsWith(`${leg.state} ${event.type} `))
      const expected = move?.split(' ')[2] ?? leg.state
      it(`leg ${leg.state}, on ${event.type}: ${expected}`, () => {
        expect(softphone(when({ leg }), event).leg.state).to.equal(expected)
      })
    }
  }

  it('has no move beyond the listed ones', () => {
    const written = (moves: Record<string, object>) =>
      Object.entries(moves).flatMap(([from, byEvent]) =>
        Object.entries(byEvent).map(([event, to]) => `${from} ${event} ${String(to)}`),
      )
    expect(written(linkMoves)).to.have.members(allowedLinks)
    expect(written(legMoves)).to.have.members(allowedLegs)
  })

  it('never lets a second join take over a leg that is already there', () => {
    const state = when({ leg: { state: 'open', contactId: 'first', muted: false } })
    expect(softphone(state, { type: 'join', contactId: 'second' })).to.equal(state)
  })

  it('gives back the same object when nothing changed', () => {
    const state = when({ link: 'ready' })
    expect(softphone(state, { type: 'registered' })).to.equal(state)
    expect(softphone(state, { type: 'left' })).to.equal(state)
    expect(softphone(state, { type: 'muted', muted: true })).to.equal(state)
  })

  it('keeps the sound when the signalling goes', () => {
    const state = softphone(when({ link: 'ready', leg: { state: 'open', contactId: 'c', muted: true } }), {
      type: 'unregistered',
    })
    expect(state.link).to.equal('lost')
    expect(state.leg).to.deep.equal({ state: 'open', contactId: 'c', muted: true })
    expect(state.problem).to.equal('connection-lost')
  })

  it('remembers mute over a reconnection, and forgets it with the call', () => {
    const story: SoftphoneEvent[] = [
      { type: 'join', contactId: 'c' },
      { type: 'accepted' },
      { type: 'muted', muted: true },
      { type: 'reconnecting' },
      { type: 'reconnected' },
    ]
    expect(isMuted(run(...story))).to.equal(true)
    expect(isMuted(run(...story, { type: 'left' }, ...story.slice(0, 2)))).to.equal(false)
  })

  it('cannot be muted before there is sound', () => {
    const state = run({ type: 'join', contactId: 'c' }, { type: 'muted', muted: true }, { type: 'accepted' })
    expect(isMuted(state)).to.equal(false)
  })

  it('forgets a lost connection once registered again, but not a blocked microphone', () => {
    const lost = run({ type: 'start' }, { type: 'registered' }, { type: 'unregistered' })
    expect(softphone(lost, { type: 'registered' }).problem).to.equal(null)
    const denied = run(
      { type: 'start' },
      { type: 'microphone', microphone: 'denied' },
      { type: 'registered' },
    )
    expect(denied.problem).to.equal('microphone-denied')
    expect(softphone(denied, { type: 'microphone', microphone: 'granted' }).problem).to.equal(null)
  })

  it('says the token rather than the connection when both are true', () => {
    const state = run(
      { type: 'start' },
      { type: 'registered' },
      { type: 'problem', problem: 'token-expired' },
      { type: 'unregistered' },
    )
    expect(state.problem).to.equal('token-expired')
    expect(softphone(state, { type: 'token-renewed' }).problem).to.equal(null)
  })

  it('calls silence no weak connection', () => {
    const call: SoftphoneEvent[] = [{ type: 'join', contactId: 'c' }, { type: 'accepted' }]
    expect(isConnectionWeak(run(...call, { type: 'warning', name: 'constant-audio-input-level' }))).to.equal(
      false,
    )
    const weak = run(...call, { type: 'warning', name: 'high-packet-loss' })
    expect(isConnectionWeak(weak)).to.equal(true)
    expect(isConnectionWeak(softphone(weak, { type: 'warning-cleared', name: 'high-packet-loss' }))).to.equal(
      false,
    )
    expect(isConnectionWeak(softphone(weak, { type: 'left' }))).to.equal(false)
  })
})
