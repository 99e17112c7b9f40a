import { expect } from 'chai'
import {
  askGuest,
  goneByStatus,
  guestAnswered,
  guestGone,
  guestJoined,
  guestMoves,
} from '../../server/domain/guest.ts'
import type { Guest, GuestState } from '../../server/domain/records.ts'

const now = '2026-10-06T08:12:00.000Z'
const later = '2026-10-06T08:12:30.000Z'
const states: GuestState[] = ['ringing', 'joining', 'talking', 'gone']
const asked = (whom: Parameters<typeof askGuest>[0]['whom'], state: GuestState): Guest => ({
  ...askGuest({ id: 'g1', contactId: 'c1', whom, name: 'Marcus', askedBy: 'priya', now }),
  state,
})
const colleague = (state: GuestState) => asked({ kind: 'colleague', personId: 'marcus' }, state)
const outside = (state: GuestState) => asked({ kind: 'outside', number: '+447700900321' }, state)

describe('a guest in a call', () => {
  const transitions = [
    { name: 'guestAnswered', to: 'joining', run: (g: Guest) => guestAnswered(g) },
    { name: 'guestJoined', to: 'talking', run: (g: Guest) => guestJoined(g, 'CA1', later) },
    { name: 'guestGone', to: 'gone', run: (g: Guest) => guestGone(g, 'hung-up', later) },
  ] as const
  for (const { name, to, run } of transitions)
    for (const state of states) {
      const allowed = (guestMoves[state] as readonly GuestState[]).includes(to)
      it(`${name} from ${state} ${allowed ? `leads to ${to}` : 'changes nothing'}`, () => {
        expect(run(colleague(state))?.state ?? null).to.equal(allowed ? to : null)
      })
    }

  it('of an outside number has nothing to answer at a console, and is in with its leg', () => {
    expect(guestAnswered(outside('ringing'))).to.equal(null)
    expect(guestJoined(outside('ringing'), 'CA7', later)).to.include({
      state: 'talking',
      callSid: 'CA7',
      joinedAt: later,
    })
  })

  it('is gone for the reason the network gives, and hung up once they had spoken', () => {
    expect(
      ['busy', 'no-answer', 'failed', 'canceled', 'completed'].map((s) => goneByStatus(s, false)),
    ).to.deep.equal(['busy', 'no-answer', 'failed', 'failed', 'hung-up'])
    expect(goneByStatus('busy', true)).to.equal('hung-up')
  })
})
