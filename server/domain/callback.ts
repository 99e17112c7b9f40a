/**
 * Callback: a place in a queue that is kept while its caller is not on the line, and a promise to ring them.
 * (Amazon Connect: queued callback; Genesys: callback interaction; "virtual hold".)
 *
 *                 time and open          agent accepts              spoke with them
 *   promised ──────────► due ──────────────► dialling ─────────────────► reached
 *     │  ▲                │ closes for the day  │ no answer, busy, machine, wrong person
 *     │  └────────────────┴─────────────────────┤
 *     │     once more, later                    └──────────► not-reached   after the third attempt
 *     └──────────────► cancelled ◄──── due                   (they got through themselves, or somebody cancelled)
 *
 * While due, its attempt is a contact that waits like any other, with the time and the priority of the caller's own
 * wait: so caller 3 becomes callback 3. "Offered" is that contact's open offer, kept there and nowhere else.
 * Only this file writes a callback's `state`.
 */
import type { HolidayCalendar } from './bank-holidays.ts'
import { lineNow, type Openable, promisedOpening } from './line-state.ts'
import { addOpenMinutes, nextOpening, type OpeningHours } from './opening-hours.ts'
import type { AttemptOutcome, Callback, CallbackState, CancelReason, Instant } from './records.ts'

export const callbackMoves = {
  promised: ['due', 'cancelled'],
  due: ['promised', 'dialling', 'cancelled'],
  dialling: ['reached', 'promised', 'not-reached'],
  reached: [],
  cancelled: [],
  'not-reached': [],
} as const satisfies Record<CallbackState, readonly CallbackState[]>

/** F26: three attempts, spread over two working days. */
export const attemptsAtMost = 3
/** An engaged line is free again sooner than somebody is home again. */
const busyRetryMinutes = 15
const sameDayRetryMinutes = 120
const windowMinutes = 60
/** A machine is hung up on within seconds; somebody who talks longer than this was a person, whatever the detection says. */
export const machineTalkMs = 45_000

const mayBecome = (callback: Callback, state: CallbackState): boolean =>
  (callbackMoves[callback.state] as readonly CallbackState[]).includes(state)
export const isOpen = (callback: Pick<Callback, 'state'>): boolean => callbackMoves[callback.state].length > 0

type No = { refused: 'callback-settled' | 'callback-in-hand' }

export interface PromisedWindow {
  from: Instant
  until: Instant
}

/**
 * When we may honestly say that we ring (F25): within the hour, while the line is open long enough for it and for the
 * wait we expect; else in the first hour of the next opening. Null when no opening is known: then nothing is promised.
 *
 * `expectedMinutes` is the longest wait we expect, null when there is too little to judge by; then a whole hour is asked.
 * `nobodyHere`: nobody is signed in, so the promise is as late as the next opening, and may be kept sooner.
 */
export function promiseWindow(given: {
  line: Openable
  holidays: HolidayCalendar
  now: Instant
  expectedMinutes: number | null
  nobodyHere: boolean
  /** The line must stay open so much longer: for somebody whose talk is not to be hurried. */
  talkMinutes?: number
}): PromisedWindow | null {
  const { line, holidays, now } = given
  const state = lineNow(line, now, holidays)
  const needed = Math.max(windowMinutes / 4, Math.min(given.expectedMinutes ?? windowMinutes, 24 * 60))
  const neededUntil = plusMinutes(now, needed + (given.talkMinutes ?? 0))
  if (state.open && !given.nobodyHere && (state.closesAt === null || neededUntil <= state.closesAt)) {
    const wanted = nextFiveMinutes(plusMinutes(now, Math.max(windowMinutes, needed)))
    return { from: now, until: state.closesAt !== null && wanted > state.closesAt ? state.closesAt : wanted }
  }
  const opensAt = promisedOpening(line, now, holidays)
  if (opensAt === null) return null
  const until =
    addOpenMinutes(line.hours, holidays, opensAt, windowMinutes) ?? plusMinutes(opensAt, windowMinutes)
  return { from: state.open && given.nobodyHere ? now : opensAt, until }
}

/** A promise is made: the place of the caller's own wait goes with it. */
export function promise(
  input: Pick<
    Callback,
    | 'id'
    | 'contactId'
    | 'caseId'
    | 'memberId'
    | 'lineId'
    | 'queueId'
    | 'number'
    | 'need'
    | 'priority'
    | 'priorityReason'
    | 'waitingSince'
    | 'place'
  > & { window: PromisedWindow; now: Instant },
): Callback {
  const { window, now, ...facts } = input
  return {
    ...facts,
    version: 1,
    state: 'promised',
    promisedAt: now,
    promisedFrom: window.from,
    promisedUntil: window.until,
    dueAt: window.from,
    attemptContactId: null,
    attempts: 0,
    firstAttemptAt: null,
    settledAt: null,
    cancelReason: null,
  }
}

/** Its time has come: the attempt waits in the queue, in the old place. */
export const becomeDue = (callback: Callback, attemptContactId: string): Callback | null =>
  mayBecome(callback, 'due') ? { ...bump(callback), state: 'due', attemptContactId } : null

/** Its member is not to be rung before then. */
export const waitUntil = (callback: Callback, dueAt: Instant): Callback | null =>
  callback.state === 'promised' ? { ...bump(callback), dueAt } : setBack(callback, dueAt)

/** Not now after all (closed for the day, or the agent's phone was lost): it comes again at `dueAt`. */
export const setBack = (callback: Callback, dueAt: Instant): Callback | null =>
  mayBecome(callback, 'promised')
    ? { ...bump(callback), state: 'promised', dueAt, attemptContactId: null }
    : null

/** An agent accepted it. The member is rung when the agent's phone is there to talk. */
export const startDialling = (callback: Callback): Callback | null =>
  mayBecome(callback, 'dialling') ? { ...bump(callback), state: 'dialling' } : null

/** The member's telephone is being rung: from here the promise counts as acted on. */
export const markRung = (callback: Callback, now: Instant): Callback => ({
  ...bump(callback),
  firstAttemptAt: callback.firstAttemptAt ?? now,
})

/**
 * The attempt is over. Reached is the end; three attempts without are the end too, and a person is told; otherwise it
 * comes again at `retryAt`. An agent whose phone was lost has not attempted anything:
 * that try is not counted.
 */
export function attemptOver(
  callback: Callback,
  input: { outcome: AttemptOutcome; retryAt: Instant | null; now: Instant },
): Callback | null {
  if (callback.state !== 'dialling') return null
  if (input.outcome === 'agent-lost') return setBack(callback, input.now)
  const counted = { ...callback, attempts: callback.attempts + 1 }
  if (input.outcome === 'answered') return settled(counted, 'reached', input.now)
  // Without a known opening there is nothing to come back at: a person decides, it does not vanish.
  return counted.attempts >= attemptsAtMost || input.retryAt === null
    ? settled(counted, 'not-reached', input.now)
    : setBack(counted, input.retryAt)
}

/** Cancelled: by itself because the member reached us (F23), or by a person with a reason. Not while somebody rings. */
export function cancel(
  callback: Callback,
  input: { reason: CancelReason; now: Instant },
): { callback: Callback } | No {
  if (callback.state === 'dialling') return { refused: 'callback-in-hand' }
  if (!mayBecome(callback, 'cancelled')) return { refused: 'callback-settled' }
  return { callback: { ...settled(callback, 'cancelled', input.now), cancelReason: input.reason } }
}

/**
 * When to try again after `attempts` tries before this one (F26): an engaged line after a quarter of an hour; the first time
 * two open hours later the same day or the next morning; the second time at the next opening, so on another day.
 */
export function retryAt(given: {
  outcome: AttemptOutcome
  attempts: number
  hours: OpeningHours
  holidays: HolidayCalendar
  now: Instant
}): Instant | null {
  const { hours, holidays, now } = given
  if (given.outcome === 'busy') return addOpenMinutes(hours, holidays, now, busyRetryMinutes)
  return given.attempts === 0
    ? addOpenMinutes(hours, holidays, now, sameDayRetryMinutes)
    : nextOpening(hours, holidays, now)
}

/**
 * What an attempt came to. What the agent said of it stands; then who picked up; then how the network says it ended. The
 * detection of machines is a hint only: it never ends a call, and a long talk outweighs it.
 */
export function outcomeOf(facts: {
  said: AttemptOutcome | null
  talkedMs: number | null
  heardMachine: boolean
  wasDialled: boolean
  status: string | null
}): AttemptOutcome {
  if (facts.said !== null) return facts.said
  if (facts.talkedMs !== null)
    return facts.heardMachine && facts.talkedMs < machineTalkMs ? 'machine' : 'answered'
  if (!facts.wasDialled) return 'agent-lost'
  if (facts.status === 'busy' || facts.status === 'failed') return facts.status
  return 'no-answer'
}

/** Whether the number may be texted about it: not once somebody else answered there, who would learn of it (F26). */
export const mayBeTexted = (attempts: readonly { outcome: AttemptOutcome | null }[]): boolean =>
  attempts.every(({ outcome }) => outcome !== 'wrong-person')

/**
 * Is this callback about the same person and matter as a contact that was just answered (F23)? The same queue, and the
 * same member; where one side is not identified, the same number. Two members who share a telephone are not each other.
 */
export const isSameMatter = (
  callback: Pick<Callback, 'queueId' | 'memberId' | 'number'>,
  contact: { queueId: string | null; memberId: string | null; callerNumber: string | null },
): boolean =>
  callback.queueId === contact.queueId &&
  (callback.memberId !== null && contact.memberId !== null
    ? callback.memberId === contact.memberId
    : callback.number === contact.callerNumber)

/** False for one that a person rings of their own accord: its window is empty. */
export const isPromised = (callback: Pick<Callback, 'promisedFrom' | 'promisedUntil'>): boolean =>
  callback.promisedFrom !== callback.promisedUntil

/**
 * Promise kept (F29): callbacks first attempted inside the promised window, or cancelled because the member reached us,
 * of all that are due. Due: attempted, reached us, or past the promised window. Cancelled by somebody for another reason
 * is in neither number; nor is one that a person rang of their own accord, to whom nothing was promised (its window is
 * empty). Null percent when nothing was due.
 */
export function promiseKept(
  callbacks: readonly Pick<
    Callback,
    'state' | 'cancelReason' | 'firstAttemptAt' | 'promisedFrom' | 'promisedUntil'
  >[],
  now: Instant,
): { kept: number; due: number; percent: number | null } {
  let kept = 0
  let due = 0
  for (const each of callbacks) {
    if (!isPromised(each)) continue
    const reachedUs = each.state === 'cancelled' && each.cancelReason === 'reached-us'
    if (each.state === 'cancelled' && !reachedUs && each.firstAttemptAt === null) continue
    const inWindow = each.firstAttemptAt !== null && each.firstAttemptAt <= each.promisedUntil
    if (!reachedUs && each.firstAttemptAt === null && each.promisedUntil >= now) continue
    due += 1
    if (reachedUs || inWindow) kept += 1
  }
  return { kept, due, percent: due === 0 ? null : Math.round((kept * 1000) / due) / 10 }
}

const settled = (
  callback: Callback,
  state: 'reached' | 'cancelled' | 'not-reached',
  now: Instant,
): Callback => ({ ...bump(callback), state, settledAt: now, attemptContactId: null })
const bump = (callback: Callback): Callback => ({ ...callback, version: callback.version + 1 })
/** A time that is said: nobody rings back "by twelve minutes to ten". */
const nextFiveMinutes = (instant: Instant): Instant =>
  new Date(Math.ceil(Date.parse(instant) / 300_000) * 300_000).toISOString()
const plusMinutes = (instant: Instant, minutes: number): Instant =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString()
