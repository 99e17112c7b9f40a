/**
 * A legal date on a case: one claim against one respondent.
 *
 *   proposed ──confirm──► confirmed ──┬──► met      lodged in time
 *      │                   │     ▲    ├──► missed   only once the limit is over
 *      │                   └─────┘    └──► waived   by an authorised officer, with a reason
 *      └── the same three ends     change: a reason, and a second person accepts it
 *                                       reopen: an end that was wrong, with a reason; then it is live again as it was
 *
 * - Anybody who works on cases proposes and corrects a proposal; only an authorised officer confirms (domain law, not
 *   role: who that is stands in permissions.ts).
 * - A confirmed date never changes by one person. Until a second one accepts, the old date stands.
 * - How a confirmed date ended is taken back by an authorised officer only, and a second one looks at it as well. The date
 *   is live from the first word on, which is the safe side; if the second one disagrees, it ends as it had ended.
 * - Proposed and confirmed are live: over a live date no case closes.
 * - A date is worked out from the law (tribunal-limit.ts) or entered by hand from a letter (hand-date.ts); the rest is the same.
 */

import { daysToOffer, type PostponementRequest } from './companion.ts'
import { addDays, type Day, earliest } from './day.ts'
import type { AnyFacts } from './hand-date.ts'
import type { TribunalLimit } from './tribunal-limit.ts'

export type DeadlineState = 'proposed' | 'confirmed' | 'met' | 'missed' | 'waived'
/** What waits for a second person. */
export type DeadlineChange = {
  /** Absent from what was asked for before it could change. */
  respondent?: string
  facts: AnyFacts
  worked: TribunalLimit
  why: string
  by: string
  at: string
}
/** An end of a confirmed date that one officer took back; a second one has yet to look. */
export type Reopening = {
  was: { state: 'met' | 'missed' | 'waived'; by: string | null; at: string | null; why: string | null }
  why: string
  by: string
  at: string
}
export interface Deadline {
  id: string
  version: number
  caseId: string
  state: DeadlineState
  respondent: string
  facts: AnyFacts
  /** As it was worked out, with the row of law and the steps: explained for ever. */
  worked: TribunalLimit
  limitOn: Day
  targetOn: Day
  /** What comes first: interim relief, else the working target. Once it is over, {@link comesNext} says what does. */
  nextOn: Day
  proposedBy: string
  proposedAt: string
  confirmedBy: string | null
  confirmedAt: string | null
  change: DeadlineChange | null
  settledBy: string | null
  settledAt: string | null
  settledWhy: string | null
  reopening: Reopening | null
  /** The follow-up that reminds its owner; only of a date by hand. */
  taskId: string | null
  /** Each time that a hearing was asked to be postponed, the first first. */
  requests: PostponementRequest[]
}
export type DeadlineNo =
  | 'deadline-settled'
  | 'already-confirmed'
  | 'trigger-uncertain'
  | 'why-required'
  | 'change-waits'
  | 'no-change-waits'
  | 'no-reopening-waits'
  | 'second-person'
  | 'not-missed-yet'
  | 'not-allowed'
  | 'deadline-not-settled'
  | 'no-hearing'
  | 'hearing-over'
  | 'day-not-offered'
  | 'already-sent'
  | 'not-found'
export type Decided = { next: Deadline } | { refused: DeadlineNo }
type Who = { by: string; at: string }

/** Kept free between what to work to and the earliest that the law could mean. */
export const marginDays = 7
/** How far ahead the radar looks. */
export const radarDays = 28

export const isLive = ({ state }: Pick<Deadline, 'state'>): boolean =>
  state === 'proposed' || state === 'confirmed'

const datesOf = (worked: TribunalLimit) => ({
  limitOn: worked.limit,
  targetOn: worked.target,
  nextOn: earliest([worked.target, worked.interimRelief?.lastDay ?? worked.target]),
})

export const propose = (
  given: {
    id: string
    caseId: string
    respondent: string
    facts: AnyFacts
    worked: TribunalLimit
  } & Who,
): Deadline => ({
  id: given.id,
  version: 1,
  caseId: given.caseId,
  state: 'proposed',
  respondent: given.respondent,
  facts: given.facts,
  worked: given.worked,
  ...datesOf(given.worked),
  proposedBy: given.by,
  proposedAt: given.at,
  confirmedBy: null,
  confirmedAt: null,
  change: null,
  settledBy: null,
  settledAt: null,
  settledWhy: null,
  reopening: null,
  taskId: null,
  requests: [],
})

const nextVersion = (deadline: Deadline, change: Partial<Deadline>): Decided => ({
  next: { ...deadline, version: deadline.version + 1, ...change },
})

/** Other facts, such as a certificate. A proposal changes at once; a confirmed date waits for a second person. */
export const rework = (
  deadline: Deadline,
  { respondent = deadline.respondent, facts, worked, why, by, at }: Omit<DeadlineChange, 'by' | 'at'> & Who,
): Decided => {
  if (!isLive(deadline)) return { refused: 'deadline-settled' }
  if (deadline.state === 'proposed')
    return nextVersion(deadline, { respondent, facts, worked, ...datesOf(worked) })
  if (deadline.change !== null) return { refused: 'change-waits' }
  if (why.trim() === '') return { refused: 'why-required' }
  return nextVersion(deadline, { change: { respondent, facts, worked, why: why.trim(), by, at } })
}

export const confirm = (deadline: Deadline, { by, at }: Who): Decided => {
  if (!isLive(deadline)) return { refused: 'deadline-settled' }
  if (deadline.state === 'confirmed') return { refused: 'already-confirmed' }
  if (!deadline.facts.isTriggerCertain || deadline.facts.triggers.length > 1)
    return { refused: 'trigger-uncertain' }
  return nextVersion(deadline, { state: 'confirmed', confirmedBy: by, confirmedAt: at })
}

/** The second person accepts a change, or leaves the date as it was; whoever asked for it may only take it back. */
export const decideChange = (deadline: Deadline, isAccepted: boolean, { by, at }: Who): Decided => {
  if (!isLive(deadline)) return { refused: 'deadline-settled' }
  const { change } = deadline
  if (change === null) return { refused: 'no-change-waits' }
  if (!isAccepted) return nextVersion(deadline, { change: null })
  if (change.by === by) return { refused: 'second-person' }
  return nextVersion(deadline, {
    change: null,
    respondent: change.respondent ?? deadline.respondent,
    facts: change.facts,
    worked: change.worked,
    ...datesOf(change.worked),
    confirmedBy: by,
    confirmedAt: at,
  })
}

/** `today`: the day in London. `isOfficer`: may confirm; a date is waived by nobody else. */
export const settle = (
  deadline: Deadline,
  given: { as: 'met' | 'missed' | 'waived'; why: string; today: Day; isOfficer: boolean } & Who,
): Decided => {
  if (!isLive(deadline)) return { refused: 'deadline-settled' }
  if (given.as === 'waived' && !given.isOfficer) return { refused: 'not-allowed' }
  if (given.as === 'missed' && given.today <= deadline.limitOn) return { refused: 'not-missed-yet' }
  if (given.why.trim() === '') return { refused: 'why-required' }
  return nextVersion(deadline, {
    state: given.as,
    change: null,
    reopening: null,
    settledBy: given.by,
    settledAt: given.at,
    settledWhy: given.why.trim(),
  })
}

/** It did not end that way after all: the date is live again, as it was before. One that was confirmed waits for a second officer. */
export const reopen = (
  deadline: Deadline,
  { why, isOfficer, by, at }: { why: string; isOfficer: boolean } & Who,
): Decided => {
  const { state, confirmedAt } = deadline
  if (state === 'proposed' || state === 'confirmed') return { refused: 'deadline-not-settled' }
  const wasConfirmed = confirmedAt !== null
  if (reopeningNeedsOfficer(deadline) && !isOfficer) return { refused: 'not-allowed' }
  if (why.trim() === '') return { refused: 'why-required' }
  const { settledBy, settledAt, settledWhy } = deadline
  const was = { state, by: settledBy, at: settledAt, why: settledWhy }
  return nextVersion(deadline, {
    state: wasConfirmed ? 'confirmed' : 'proposed',
    settledBy: null,
    settledAt: null,
    settledWhy: null,
    reopening: wasConfirmed ? { was, why: why.trim(), by, at } : null,
  })
}

/** What an officer confirmed or waived, only an officer takes up again. */
export const reopeningNeedsOfficer = ({
  state,
  confirmedAt,
}: Pick<Deadline, 'state' | 'confirmedAt'>): boolean => state === 'waived' || confirmedAt !== null

/** The second officer agrees that it is live, or it ends as it had ended; whoever took the end back may only do the latter. */
export const decideReopening = (deadline: Deadline, isAccepted: boolean, { by }: Who): Decided => {
  if (!isLive(deadline)) return { refused: 'deadline-settled' }
  const { reopening } = deadline
  if (reopening === null) return { refused: 'no-reopening-waits' }
  if (isAccepted)
    return reopening.by === by ? { refused: 'second-person' } : nextVersion(deadline, { reopening: null })
  const { was } = reopening
  return nextVersion(deadline, {
    state: was.state,
    change: null,
    settledBy: was.by,
    settledAt: was.at,
    settledWhy: was.why,
    reopening: null,
  })
}

/** Whether a hearing can be asked to be postponed: null, or why not. */
export const postponementNo = (deadline: Deadline, today: Day): DeadlineNo | null =>
  deadline.facts.claim !== 'hearing'
    ? 'no-hearing'
    : !isLive(deadline)
      ? 'deadline-settled'
      : deadline.limitOn < today
        ? 'hearing-over'
        : null

/** The companion cannot come: the letter is made, and waits to be sent. The hearing stays on its day until the employer answers. */
export const askToPostpone = (
  deadline: Deadline,
  request: Omit<PostponementRequest, 'hearingOn' | 'sent'>,
  { today, isWorkingDay }: { today: Day; isWorkingDay: (day: Day) => boolean },
): Decided => {
  const refused = postponementNo(deadline, today)
  if (refused !== null) return { refused }
  if (request.offeredOn < today || !daysToOffer(deadline.limitOn, isWorkingDay).includes(request.offeredOn))
    return { refused: 'day-not-offered' }
  return nextVersion(deadline, {
    requests: [...deadline.requests, { ...request, hearingOn: deadline.limitOn, sent: null }],
  })
}

/** The letter went out; how, in words. */
export const requestSent = (
  deadline: Deadline,
  { requestId, how, by, at }: { requestId: string; how: string } & Who,
): Decided => {
  const found = deadline.requests.find(({ id }) => id === requestId)
  if (!found) return { refused: 'not-found' }
  if (found.sent !== null) return { refused: 'already-sent' }
  if (how.trim() === '') return { refused: 'why-required' }
  return nextVersion(deadline, {
    requests: deadline.requests.map((one) =>
      one.id === requestId ? { ...one, sent: { by, at, how: how.trim() } } : one,
    ),
  })
}

/** The next of its days that is not over: interim relief, the working target, the limit; the limit when all are. */
export const comesNext = (
  { nextOn, targetOn, limitOn }: Pick<Deadline, 'nextOn' | 'targetOn' | 'limitOn'>,
  today: Day,
): Day => [nextOn, targetOn].find((day) => day >= today) ?? limitOn

/** The last day that the radar of this day still shows. */
export const radarUntil = (today: Day): Day => addDays(today, radarDays)
