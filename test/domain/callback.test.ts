import { expect } from 'chai'
import * as callback from '../../server/domain/callback.ts'
import { canRingBack } from '../../server/domain/phone-number.ts'
import type { AttemptOutcome, Callback, CallbackState } from '../../server/domain/records.ts'
import { UK_BANK_HOLIDAYS } from '../../server/domain/uk-bank-holidays.ts'

const hours = {
  zone: 'Europe/London',
  periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:30', closes: '19:00' })),
  division: 'england-and-wales' as const,
  overrides: [],
}
/** Summer time until 25 October 2026: 09:12 in London. */
const tuesday = '2026-10-06T08:12:00.000Z'
const window = { from: tuesday, until: '2026-10-06T09:15:00.000Z' }
const promised = callback.promise({
  id: 'cb1',
  contactId: 'c1',
  caseId: 'case1',
  memberId: 'm1',
  lineId: 'l1',
  queueId: 'q1',
  number: '+447700900117',
  need: 'Pay',
  priority: 1,
  priorityReason: null,
  waitingSince: '2026-10-06T08:02:00.000Z',
  place: 5,
  window,
  now: tuesday,
})
const inState = (state: CallbackState, change: Partial<Callback> = {}): Callback => ({
  ...promised,
  state,
  attemptContactId: state === 'due' || state === 'dialling' ? 'c2' : null,
  settledAt: ['reached', 'cancelled', 'not-reached'].includes(state) ? tuesday : null,
  ...change,
})
const states = Object.keys(callback.callbackMoves) as CallbackState[]
const over = (outcome: AttemptOutcome) => (c: Callback) =>
  callback.attemptOver(c, { outcome, retryAt: '2026-10-06T10:12:00.000Z', now: tuesday })

const transitions: {
  name: string
  from: CallbackState[]
  to: CallbackState
  run: (c: Callback) => Callback | null
}[] = [
  { name: 'becomeDue', from: ['promised'], to: 'due', run: (c) => callback.becomeDue(c, 'c2') },
  {
    name: 'setBack',
    from: ['due', 'dialling'],
    to: 'promised',
    run: (c) => callback.setBack(c, '2026-10-07T07:30:00.000Z'),
  },
  { name: 'startDialling', from: ['due'], to: 'dialling', run: callback.startDialling },
  { name: 'answered', from: ['dialling'], to: 'reached', run: over('answered') },
  { name: 'no answer', from: ['dialling'], to: 'promised', run: over('no-answer') },
  { name: 'machine', from: ['dialling'], to: 'promised', run: over('machine') },
  { name: 'wrong person', from: ['dialling'], to: 'promised', run: over('wrong-person') },
  { name: 'agent lost', from: ['dialling'], to: 'promised', run: over('agent-lost') },
  {
    name: 'third no answer',
    from: ['dialling'],
    to: 'not-reached',
    run: (c) => over('no-answer')({ ...c, attempts: 2 }),
  },
  {
    name: 'cancel',
    from: ['promised', 'due'],
    to: 'cancelled',
    run: (c) => {
      const decision = callback.cancel(c, { reason: 'no-longer-needed', now: tuesday })
      return 'refused' in decision ? null : decision.callback
    },
  },
]

describe('a callback', () => {
  for (const { name, from, to, run } of transitions)
    for (const state of states)
      it(`${name} from ${state} ${from.includes(state) ? `leads to ${to}` : 'changes nothing'}`, () => {
        const before = inState(state)
        const after = run(before)
        if (!from.includes(state)) return expect(after).to.equal(null)
        expect(after?.state).to.equal(to)
        expect(after?.version).to.be.greaterThan(before.version)
        expect(after?.waitingSince, 'the place').to.equal(before.waitingSince)
        expect(after?.priority).to.equal(before.priority)
        expect(after?.settledAt !== null).to.equal(callback.callbackMoves[to].length === 0)
      })

  it('counts every attempt but one whose agent was lost', () => {
    for (const outcome of ['no-answer', 'busy', 'machine', 'wrong-person', 'failed', 'answered'] as const)
      expect(over(outcome)(inState('dialling'))?.attempts, outcome).to.equal(1)
    expect(over('agent-lost')(inState('dialling'))?.attempts).to.equal(0)
  })

  it('is said to be in hand, or done, when it cannot be cancelled', () => {
    const refusal = (state: CallbackState) =>
      callback.cancel(inState(state), { reason: 'must-not-ring', now: tuesday })
    expect(refusal('dialling')).to.deep.equal({ refused: 'callback-in-hand' })
    expect(refusal('reached')).to.deep.equal({ refused: 'callback-settled' })
  })
})

describe('the promised window', () => {
  const windowAt = (now: string, expectedMinutes: number | null, nobodyHere = false) =>
    callback.promiseWindow({
      line: { hours, closure: null },
      holidays: UK_BANK_HOLIDAYS,
      now,
      expectedMinutes,
      nobodyHere,
    })

  it('is within the hour while the line is open long enough', () => {
    expect(windowAt(tuesday, 10)).to.deep.equal(window)
    expect(windowAt(tuesday, 90)).to.deep.equal({ from: tuesday, until: '2026-10-06T09:45:00.000Z' })
  })

  it('never ends after closing', () => {
    // 18:20, a quarter of an hour to wait, closes at 19:00.
    expect(windowAt('2026-10-06T17:20:00.000Z', 10)?.until).to.equal('2026-10-06T18:00:00.000Z')
  })

  it('of somebody who is not to be hurried leaves an hour for the talk, or waits for the morning', () => {
    const windowOf = (now: string, talkMinutes: number) =>
      callback.promiseWindow({
        line: { hours, closure: null },
        holidays: UK_BANK_HOLIDAYS,
        now,
        expectedMinutes: 15,
        nobodyHere: false,
        talkMinutes,
      })?.from
    // Closes at 19:00: a quarter of an hour to wait and an hour to talk from 17:45, and no minute later.
    expect(windowOf('2026-10-06T16:45:00.000Z', 60)).to.equal('2026-10-06T16:45:00.000Z')
    expect(windowOf('2026-10-06T16:46:00.000Z', 60)).to.equal('2026-10-07T07:30:00.000Z')
    expect(windowOf('2026-10-06T16:46:00.000Z', 0)).to.equal('2026-10-06T16:46:00.000Z')
  })

  it('J13: Friday 9 October 18:50 with 40 minutes to wait is Monday 08:30 to 09:30', () => {
    expect(windowAt('2026-10-09T17:50:00.000Z', 40)).to.deep.equal({
      from: '2026-10-12T07:30:00.000Z',
      until: '2026-10-12T08:30:00.000Z',
    })
  })

  it('asks for a whole hour of open line when nothing is known of the wait', () => {
    expect(windowAt('2026-10-06T17:05:00.000Z', null)?.from).to.equal('2026-10-07T07:30:00.000Z')
    expect(windowAt('2026-10-06T16:55:00.000Z', null)?.from).to.equal('2026-10-06T16:55:00.000Z')
  })

  it('passes over a bank holiday, and a line that never opens promises nothing', () => {
    expect(windowAt('2026-08-28T17:50:00.000Z', 40)?.from).to.equal('2026-09-01T07:30:00.000Z')
    const never = { hours: { ...hours, periods: [] }, closure: null }
    expect(
      callback.promiseWindow({
        line: never,
        holidays: UK_BANK_HOLIDAYS,
        now: tuesday,
        expectedMinutes: 5,
        nobodyHere: false,
      }),
    ).to.equal(null)
  })

  it('waits for the end of an emergency closure', () => {
    const closure = {
      message: 'Fire alarm',
      reason: 'Fire alarm',
      since: '2026-10-06T08:00:00.000Z',
      reopensAt: '2026-10-06T10:00:00.000Z',
      by: 'lorna',
    }
    expect(
      callback.promiseWindow({
        line: { hours, closure },
        holidays: UK_BANK_HOLIDAYS,
        now: tuesday,
        expectedMinutes: 5,
        nobodyHere: false,
      }),
    ).to.deep.equal({ from: '2026-10-06T10:00:00.000Z', until: '2026-10-06T11:00:00.000Z' })
  })

  it('with nobody signed in is as late as the next opening, and may be kept sooner', () => {
    expect(windowAt(tuesday, null, true)).to.deep.equal({
      from: tuesday,
      until: '2026-10-07T08:30:00.000Z',
    })
  })
})

describe('the retry plan', () => {
  const next = (outcome: AttemptOutcome, attempts: number, now: string) =>
    callback.retryAt({ outcome, attempts, hours, holidays: UK_BANK_HOLIDAYS, now })

  it('tries again two open hours later, then on another day', () => {
    expect(next('no-answer', 0, '2026-10-12T07:30:30.000Z')).to.equal('2026-10-12T09:30:30.000Z')
    expect(next('no-answer', 0, '2026-10-12T17:00:00.000Z')).to.equal('2026-10-13T08:30:00.000Z')
    expect(next('no-answer', 1, '2026-10-12T09:30:30.000Z')).to.equal('2026-10-13T07:30:00.000Z')
  })
  it('tries an engaged line a quarter of an hour later', () => {
    expect(next('busy', 1, '2026-10-12T09:30:00.000Z')).to.equal('2026-10-12T09:45:00.000Z')
  })
})

describe('what an attempt came to', () => {
  const facts = { said: null, talkedMs: null, heardMachine: false, wasDialled: true, status: null }
  it('is the agent’s word first, then who picked up, then the network’s', () => {
    expect(callback.outcomeOf({ ...facts, said: 'wrong-person', talkedMs: 9000 })).to.equal('wrong-person')
    expect(callback.outcomeOf({ ...facts, talkedMs: 9000 })).to.equal('answered')
    expect(callback.outcomeOf({ ...facts, status: 'busy' })).to.equal('busy')
    expect(callback.outcomeOf({ ...facts, status: 'failed' })).to.equal('failed')
    expect(callback.outcomeOf({ ...facts, status: 'no-answer' })).to.equal('no-answer')
    expect(callback.outcomeOf({ ...facts, wasDialled: false })).to.equal('agent-lost')
  })
  it('believes the detection of a machine only for a short talk', () => {
    expect(callback.outcomeOf({ ...facts, talkedMs: 8000, heardMachine: true })).to.equal('machine')
    expect(callback.outcomeOf({ ...facts, talkedMs: 45_000, heardMachine: true })).to.equal('answered')
  })
})

describe('the same matter', () => {
  const open = { queueId: 'q1', memberId: 'tom', number: '+447700900820' }
  it('is the same queue and the same member, or the same number where one is not known', () => {
    const is = (change: Partial<Parameters<typeof callback.isSameMatter>[1]>) =>
      callback.isSameMatter(open, {
        queueId: 'q1',
        memberId: 'tom',
        callerNumber: '+447700900820',
        ...change,
      })
    expect(is({})).to.equal(true)
    expect(is({ callerNumber: null })).to.equal(true)
    expect(is({ queueId: 'q2' })).to.equal(false)
    expect(is({ memberId: 'jean' }), 'shares the telephone').to.equal(false)
    expect(is({ memberId: null })).to.equal(true)
    expect(is({ memberId: null, callerNumber: '+447700900555' })).to.equal(false)
  })
})

describe('promise kept', () => {
  const until = '2026-10-06T09:15:00.000Z'
  const one = (change: Partial<Callback>) => ({ ...promised, promisedUntil: until, ...change })
  const at = (callbacks: Callback[], now = '2026-10-06T10:00:00.000Z') => callback.promiseKept(callbacks, now)

  it('counts first attempts inside the window and members who reached us, of all that are due', () => {
    expect(
      at([
        one({ firstAttemptAt: '2026-10-06T09:15:00.000Z' }),
        one({ firstAttemptAt: '2026-10-06T09:15:01.000Z' }),
        one({ state: 'cancelled', cancelReason: 'reached-us', settledAt: tuesday }),
        one({}),
      ]),
    ).to.deep.equal({ kept: 2, due: 4, percent: 50 })
  })
  it('leaves out what is not due yet and what somebody cancelled', () => {
    expect(
      at([one({}), one({ state: 'cancelled', cancelReason: 'no-longer-needed', settledAt: tuesday })], until),
    ).to.deep.equal({ kept: 0, due: 0, percent: null })
  })
  it('is rounded to a tenth', () => {
    const kept = one({ firstAttemptAt: tuesday })
    expect(at([kept, kept, one({})]).percent).to.equal(66.7)
  })
})

describe('a number to be rung back on', () => {
  it('is an ordinary line or mobile, never one that bills us or a short code', () => {
    for (const fine of ['+447700900117', '+441632960001', '+442079460000'])
      expect(canRingBack(fine), fine).to.equal(true)
    for (const not of ['+449098790001', '+448456789123', '+447012345678', '+33142685300', '+44999'])
      expect(canRingBack(not), not).to.equal(false)
  })
})
