/**
 * A legal date on a case: one claim against one respondent.
 *
 *   proposed ──confirm──► confirmed ──┬──► met      lodged in time
 *      │                   │     ▲    ├──► missed   only once the limit is over
 *      │                   └─────┘    └──► waived   by an authorised officer, with a reason
 *      └── the same three ends     change: a reason, and a second person accepts it
 *
 * - Anybody who works on cases proposes and corrects a proposal; only an authorised officer confirms (domain law, not
 *   role: who that is stands in permissions.ts).
 * - A confirmed date never changes by one person. Until a second one accepts, the old date stands.
 * - Proposed and confirmed are live: over a live date no case closes.
 */
import { addDays, type Day, earliest } from './day.ts'
import type { Facts, TribunalLimit } from './tribunal-limit.ts'

export type DeadlineState = 'proposed' | 'confirmed' | 'met' | 'missed' | 'waived'
/** What waits for a second person. */
export type DeadlineChange = { facts: Facts; worked: TribunalLimit; why: string; by: string; at: string }
export interface Deadline {
  id: string
  version: number
  caseId: string
  state: DeadlineState
  respondent: string
  facts: Facts
  /** As it was worked out, with the row of law and the steps: explained for ever. */
  worked: TribunalLimit
  limitOn: Day
  /** What comes first: interim relief, else the working target. */
  nextOn: Day
  proposedBy: string
  proposedAt: string
  confirmedBy: string | null
  confirmedAt: string | null
  change: DeadlineChange | null
  settledBy: string | null
  settledAt: string | null
  settledWhy: string | null
}
export type DeadlineNo =
  | 'deadline-settled'
  | 'already-confirmed'
  | 'trigger-uncertain'
  | 'why-required'
  | 'change-waits'
  | 'no-change-waits'
  | 'second-person'
  | 'not-missed-yet'
  | 'not-allowed'
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
  nextOn: earliest([worked.target, worked.interimRelief?.lastDay ?? worked.target]),
})

export const propose = (
  given: { id: string; caseId: string; respondent: string; facts: Facts; worked: TribunalLimit } & Who,
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
})

const nextVersion = (deadline: Deadline, change: Partial<Deadline>): Decided => ({
  next: { ...deadline, version: deadline.version + 1, ...change },
})

/** Other facts, such as a certificate. A proposal changes at once; a confirmed date waits for a second person. */
export const rework = (
  deadline: Deadline,
  { facts, worked, why, by, at }: Omit<DeadlineChange, 'by' | 'at'> & Who,
): Decided => {
  if (!isLive(deadline)) return { refused: 'deadline-settled' }
  if (deadline.state === 'proposed') return nextVersion(deadline, { facts, worked, ...datesOf(worked) })
  if (deadline.change !== null) return { refused: 'change-waits' }
  if (why.trim() === '') return { refused: 'why-required' }
  return nextVersion(deadline, { change: { facts, worked, why: why.trim(), by, at } })
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
    settledBy: given.by,
    settledAt: given.at,
    settledWhy: given.why.trim(),
  })
}

/** The last day that the radar of this day still shows. */
export const radarUntil = (today: Day): Day => addDays(today, radarDays)
