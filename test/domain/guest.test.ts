import { expect } from 'chai'
import {
  askGuest,
  goneByStatus,
  guestAnswered,
  guestGone,
  guestJoined,
  guestMoves,
  holdTogether,
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

  describe('and whose leaving ends the conference', () => {
    const leg = (guest: Guest, callSid: string): Guest => ({ ...guest, callSid })
    const interpreter = leg(outside('talking'), 'CAi')
    const ends = (input: Parameters<typeof holdTogether>[0]) =>
      holdTogether(input).map(
        ({ callSid, endsConference }) => `${callSid} ${endsConference ? 'ends' : 'goes'}`,
      )

    it('is the agent’s in a call of two: the newest leg, not one that is about to be noticed as lost', () => {
      expect(ends({ agentCallSids: ['CA1'], guests: [] })).to.deep.equal(['CA1 ends'])
      expect(ends({ agentCallSids: ['CA1', 'CA2'], guests: [] })).to.deep.equal(['CA1 goes', 'CA2 ends'])
      expect(ends({ agentCallSids: ['CA1'], guests: [outside('gone')] })).to.deep.equal(['CA1 ends'])
    })
    it('is nobody’s with a guest in it or on the way', () => {
      expect(ends({ agentCallSids: ['CA1'], guests: [outside('ringing')] })).to.deep.equal(['CA1 goes'])
      expect(ends({ agentCallSids: ['CA1'], guests: [colleague('talking')] })).to.deep.equal(['CA1 goes'])
      expect(ends({ agentCallSids: ['CA1'], guests: [interpreter] })).to.deep.equal(['CA1 goes', 'CAi goes'])
    })
    it('is an outside number’s when it alone is with the member', () => {
      expect(ends({ agentCallSids: [], guests: [interpreter] })).to.deep.equal(['CAi ends'])
      expect(ends({ agentCallSids: [], guests: [interpreter, colleague('talking')] })).to.deep.equal([
        'CAi goes',
      ])
    })
  })
})
