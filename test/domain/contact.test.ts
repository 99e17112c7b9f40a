import { expect } from 'chai'
import * as contact from '../../server/domain/contact.ts'
import type { Contact, ContactState } from '../../server/domain/records.ts'

const now = '2026-10-06T08:12:00.000Z'
const later = '2026-10-06T08:13:00.000Z'
const base = contact.startContact({
  id: 'c1',
  channel: 'voice',
  lineId: 'l1',
  callerNumber: '+447700900117',
  memberId: 'm1',
  now,
}).contact
const leg = { memberCallSid: 'CA1', now: later }
const conference = { ...leg, conferenceSid: 'CF1' }

/** A contact in each state, as it really gets there. */
const inState = (state: ContactState): Contact => ({
  ...base,
  state,
  channel: state === 'open' ? 'sms' : 'voice',
  queueId: state === 'greeting' ? null : 'q1',
  agentId: ['connecting', 'connected', 'parked', 'outside', 'ended'].includes(state) ? 'priya' : null,
  conferenceSid: ['connected', 'parked', 'outside'].includes(state) ? 'CF1' : null,
  connectedAt: ['connected', 'parked', 'outside', 'ended'].includes(state) ? now : null,
  endedAt: state === 'ended' ? now : null,
})
const states = Object.keys(contact.contactMoves) as ContactState[]

/** Every transition, the states it may start from and where it leads. */
const transitions: {
  name: string
  from: ContactState[]
  to: ContactState
  run: (c: Contact) => contact.Decision | { refused: string } | null
}[] = [
  {
    name: 'joinQueue',
    from: ['greeting'],
    to: 'waiting',
    run: (c) =>
      contact.joinQueue(c, { queueId: 'q1', need: 'pay', priority: 0, priorityReason: null, ...leg }),
  },
  {
    name: 'startConnecting',
    from: ['waiting'],
    to: 'connecting',
    run: (c) => contact.startConnecting(c, { personId: 'priya', ...leg }),
  },
  {
    name: 'bothPresent',
    from: ['connecting', 'parked'],
    to: 'connected',
    run: (c) => contact.bothPresent(c, conference),
  },
  { name: 'park', from: ['connecting', 'connected'], to: 'parked', run: (c) => contact.park(c, leg) },
  { name: 'turnAway', from: ['waiting'], to: 'greeting', run: (c) => contact.turnAway(c, leg) },
  {
    name: 'giveBack',
    from: ['connecting', 'parked', 'outside'],
    to: 'waiting',
    run: (c) => contact.giveBack(c, leg),
  },
  {
    name: 'passOn',
    from: ['connected'],
    to: 'waiting',
    run: (c) =>
      contact.passOn(c, {
        personId: 'priya',
        to: { kind: 'queue', queueId: 'q2' },
        words: 'Passed on by Priya',
        agentCallSids: [],
        ...leg,
      }),
  },
  {
    name: 'passOutside',
    from: ['connected'],
    to: 'outside',
    run: (c) =>
      contact.passOutside(c, {
        personId: 'priya',
        guestId: 'g1',
        isTalking: false,
        agentCallSids: [],
        ...leg,
      }),
  },
  {
    name: 'leaveToGuest',
    from: ['parked'],
    to: 'outside',
    run: (c) => contact.leaveToGuest(c, { guestId: 'g1' }),
  },
  {
    name: 'handOver',
    from: ['connected', 'parked'],
    to: 'connected',
    run: (c) => contact.handOver(c, { toPersonId: 'sam', memberCallSid: 'CA1', agentCallSids: [] }),
  },
  {
    name: 'hold',
    from: ['connected'],
    to: 'connected',
    run: (c) => contact.hold(c, { personId: 'priya', ...leg }),
  },
  {
    name: 'hangUp',
    from: ['connecting', 'connected', 'parked', 'outside'],
    to: 'ended',
    run: (c) => contact.hangUp(c, { personId: 'priya', ...leg }),
  },
  {
    name: 'endCall',
    from: ['greeting', 'waiting', 'connecting', 'connected', 'parked', 'outside'],
    to: 'ended',
    run: (c) => contact.endCall(c, { by: 'member', now: later }),
  },
  {
    name: 'closeConversation',
    from: ['open'],
    to: 'ended',
    run: (c) => contact.closeConversation(c, { personId: 'priya', now: later }),
  },
]

describe('a contact', () => {
  for (const { name, from, to, run } of transitions) {
    for (const state of states) {
      const allowed = from.includes(state)
      it(`${name} from ${state} ${allowed ? `leads to ${to}` : 'changes nothing'}`, () => {
        const before = inState(state)
        const outcome = run(before)
        if (allowed) {
          if (outcome === null || 'refused' in outcome) throw new Error(`refused: ${JSON.stringify(outcome)}`)
          expect(outcome.contact.state).to.equal(to)
          expect(outcome.contact.version).to.equal(before.version + 1)
          expect(outcome.events).to.not.be.empty
        } else {
          expect(outcome === null || 'refused' in outcome).to.equal(true)
        }
      })
    }
  }

  it('is logged as what it was, from where it ended', () => {
    const result = (c: Contact) => contact.endCall(c, { by: 'member', now: later })?.contact.result
    expect(result(inState('greeting'))).to.equal('hung-up-in-menu')
    expect(result(inState('waiting'))).to.equal('abandoned')
    expect(result(inState('connecting'))).to.equal('abandoned')
    expect(result(inState('connected'))).to.equal('answered')
    expect(result(inState('parked'))).to.equal('answered')
    expect(result(contact.noteResult(inState('greeting'), 'closed-line'))).to.equal('closed-line')
    expect(
      result(contact.noteResult(contact.noteResult(inState('greeting'), 'closed-line'), 'voicemail')),
    ).to.equal('voicemail')
  })

  it('given back keeps its arrival and goes to the head, with the reason in words', () => {
    const waited = { ...inState('parked'), waitingSince: now, startedAt: now }
    const back = contact.giveBack(waited, leg)
    expect(back?.contact).to.include({
      waitingSince: now,
      startedAt: now,
      agentId: null,
      priorityReason: 'Was cut off',
    })
    expect(back?.contact.priority).to.be.greaterThan(4)
  })

  it('is held and resumed by its own agent only', () => {
    const mine = contact.hold(inState('connected'), { personId: 'priya', ...leg })
    if ('refused' in mine) throw new Error(mine.refused)
    expect(contact.hold(mine.contact, { personId: 'priya', ...leg })).to.deep.equal({
      refused: 'already-held',
    })
    expect(contact.hold(inState('connected'), { personId: 'sam', ...leg })).to.deep.equal({
      refused: 'not-yours',
    })
    const back = contact.resume(mine.contact, { personId: 'priya', memberCallSid: 'CA1' })
    expect(back).to.have.nested.property('contact.heldSince', null)
    expect(contact.resume(inState('connected'), { personId: 'priya', memberCallSid: 'CA1' })).to.deep.equal({
      refused: 'not-held',
    })
  })
})
