import { expect } from 'chai'
import { isRefused } from '../../server/contract/refusals.ts'
import { startContact } from '../../server/domain/contact.ts'
import {
  beginListening,
  changeMode,
  endListening,
  listenerJoined,
  listeningMoves,
  listeningStartsWithinMs,
  overdueEnd,
} from '../../server/domain/listening.ts'
import { newPresence } from '../../server/domain/presence.ts'
import type { Contact, JointAgreement, Listening, Presence } from '../../server/domain/records.ts'

const at = '2026-10-05T09:00:00.000Z'
const later = '2026-10-05T09:00:10.000Z'
const all: JointAgreement = {
  allows: ['listen', 'whisper', 'barge'],
  agreedBy: 'both sides',
  agreedOn: '2026-10-01',
}
const presence: Presence = {
  ...newPresence('lorna', at),
  choice: 'meeting',
  reachable: true,
  registered: true,
  microphone: 'granted',
}
const talking: Contact = {
  ...startContact({
    id: 'c1',
    channel: 'voice',
    lineId: 'line',
    callerNumber: '+447700900117',
    memberId: 'm1',
    now: at,
  }).contact,
  state: 'connected',
  agentId: 'sam',
}
const begin = (change: Partial<Parameters<typeof beginListening>[0]> = {}) =>
  beginListening({
    id: 'l1',
    contact: talking,
    personId: 'lorna',
    presence,
    mode: 'listen',
    why: 'training',
    agreement: all,
    now: at,
    ...change,
  })
const begun = (): Listening => {
  const made = begin()
  if (isRefused(made)) throw new Error(made.refused)
  return made
}
const states: Record<Listening['state'], Listening> = {
  starting: begun(),
  on: { ...begun(), state: 'on', joinedAt: at },
  ended: { ...begun(), state: 'ended', endedAt: at, endedBecause: 'left' },
}

describe('listening to a colleague’s call', () => {
  it('begins with a mode that is agreed, on a call that goes on, by somebody whose phone is ready and not free for calls', () => {
    expect(begun()).to.deep.include({
      state: 'starting',
      agentId: 'sam',
      modes: [{ mode: 'listen', at }],
      agreement: all,
    })
    const none: JointAgreement = { allows: [], agreedBy: null, agreedOn: null }
    expect(begin({ agreement: none })).to.deep.equal({ refused: 'agreement-forbids' })
    expect(begin({ mode: 'barge', agreement: { ...all, allows: ['listen', 'whisper'] } })).to.deep.equal({
      refused: 'agreement-forbids',
    })
    for (const state of ['waiting', 'connecting', 'parked', 'outside', 'ended'] as const)
      expect(begin({ contact: { ...talking, state } })).to.deep.equal({ refused: 'not-connected' })
    expect(begin({ personId: 'sam' })).to.deep.equal({ refused: 'own-call' })
    expect(begin({ presence: null })).to.deep.equal({ refused: 'phone-cannot-join' })
    expect(begin({ presence: { ...presence, registered: false } })).to.deep.equal({
      refused: 'phone-cannot-join',
    })
    expect(begin({ presence: { ...presence, occupancy: 'on-call' } })).to.deep.equal({
      refused: 'busy-with-call',
    })
    expect(begin({ presence: { ...presence, choice: 'available' } })).to.deep.equal({
      refused: 'choose-away-first',
    })
  })

  for (const [from, listening] of Object.entries(states))
    it(`from ${from} moves only as drawn`, () => {
      const moves: readonly string[] = listeningMoves[listening.state]
      expect(listenerJoined(listening, later)?.state ?? null).to.equal(moves.includes('on') ? 'on' : null)
      expect(endListening(listening, 'stopped', later)?.state ?? null).to.equal(
        moves.includes('ended') ? 'ended' : null,
      )
      const changed = changeMode(listening, 'whisper', all, later)
      if (listening.state === 'ended') expect(changed).to.deep.equal({ refused: 'listening-over' })
      else
        expect(changed).to.deep.include({
          mode: 'whisper',
          modes: [
            { mode: 'listen', at },
            { mode: 'whisper', at: later },
          ],
        })
    })

  it('changes to no mode that is not agreed now', () => {
    expect(changeMode(states.on, 'barge', { ...all, allows: ['listen'] }, later)).to.deep.equal({
      refused: 'agreement-forbids',
    })
  })

  it('ends by itself with the call, with the agent it was announced to, and when the leg never came', () => {
    expect(overdueEnd(states.on, talking, later)).to.equal(null)
    expect(overdueEnd(states.on, { ...talking, state: 'ended' }, later)).to.equal('call-over')
    expect(overdueEnd(states.on, { ...talking, agentId: 'priya' }, later)).to.equal('agent-changed')
    expect(overdueEnd(states.on, { ...talking, state: 'parked' }, later)).to.equal('agent-changed')
    const late = new Date(Date.parse(at) + listeningStartsWithinMs).toISOString()
    expect(overdueEnd(states.starting, talking, later)).to.equal(null)
    expect(overdueEnd(states.starting, talking, late)).to.equal('never-joined')
    expect(overdueEnd(states.on, talking, late)).to.equal(null)
  })
})
