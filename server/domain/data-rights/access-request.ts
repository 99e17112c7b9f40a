/**
 * A member asks for everything we hold about them (UK GDPR article 15; F133).
 *
 *   open ── pause (who they are, or what they want, is asked) ──► paused ── go on ──► open
 *     └── every passage looked at, pack made ──► given
 *
 * - The clock: one month from the day it came, to the corresponding day of the next month, else its last day; on a weekend
 *   or bank holiday the next working day (ICO, "What is the right of access", as of 2026-11).
 * - It stops while we wait for an answer about who they are or what they mean (Data (Use and Access) Act 2025, section 76;
 *   as of 2026-11): the days of a pause are added.
 * - Where a request is complex, two months more, said to the member within the first (article 12(3)).
 * - Nothing is given before a person has looked at every passage that somebody wrote: another person in it is blacked out
 *   or left out, with a reason that is kept.
 */
import { type BankHoliday, holidayOn } from '../bank-holidays.ts'
import { addDays, correspondingOrLastDay, type Day, daysBetween, isDay } from '../deadlines/day.ts'
import type { Instant } from '../records.ts'
import { UK_BANK_HOLIDAYS } from '../uk-bank-holidays.ts'

export interface AccessRequest {
  id: string
  version: number
  memberId: string
  state: 'open' | 'paused' | 'given'
  receivedOn: Day
  isExtended: boolean
  pauses: { from: Day; until: Day | null; why: string }[]
  openedBy: string
  openedAt: Instant
  givenBy: string | null
  givenAt: Instant | null
  /** SHA-256 of the index of the pack that was given. */
  packSha256: string | null
}

export type Verdict = 'give' | 'redact' | 'leave-out'
export interface ItemDecision {
  requestId: string
  /** Of the passage, as the pack names it: `note:…`, `text:…`. */
  itemId: string
  verdict: Verdict
  /** What is given instead; empty unless redacted. */
  words: string
  why: string
  decidedBy: string
  decidedAt: Instant
}

type Decided =
  | { next: AccessRequest }
  | { refused: 'request-given' | 'request-paused' | 'request-open' | 'why-required' | 'review-open' }

/** The last day to answer; null while the clock stands still, because nobody knows it yet. */
export const dueOn = (request: Pick<AccessRequest, 'receivedOn' | 'isExtended' | 'pauses'>): Day | null => {
  if (request.pauses.some(({ until }) => until === null)) return null
  const paused = request.pauses.reduce((sum, { from, until }) => sum + daysBetween(from, until ?? from), 0)
  return nextWorkingDay(
    addDays(correspondingOrLastDay(request.receivedOn, request.isExtended ? 3 : 1), paused),
  )
}

const nextWorkingDay = (day: Day): Day => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const holiday: BankHoliday | null = holidayOn(UK_BANK_HOLIDAYS, 'england-and-wales', day)
  return weekday === 0 || weekday === 6 || holiday !== null ? nextWorkingDay(addDays(day, 1)) : day
}

/** Why a request cannot have come on that day, in words; null: it can. */
export const receivedTrouble = (receivedOn: string, today: Day): string | null =>
  !isDay(receivedOn)
    ? 'There is no such day. Write it as day, month and year.'
    : receivedOn > today
      ? 'That day has not come yet.'
      : null

export const pause = (request: AccessRequest, { today, why }: { today: Day; why: string }): Decided => {
  if (request.state === 'given') return { refused: 'request-given' }
  if (request.state === 'paused') return { refused: 'request-paused' }
  if (why.trim() === '') return { refused: 'why-required' }
  const pauses = [...request.pauses, { from: today, until: null, why: why.trim() }]
  return { next: { ...changed(request), state: 'paused', pauses } }
}

export const goOn = (request: AccessRequest, today: Day): Decided => {
  if (request.state === 'given') return { refused: 'request-given' }
  if (request.state === 'open') return { refused: 'request-open' }
  const pauses = request.pauses.map((one) => (one.until === null ? { ...one, until: today } : one))
  return { next: { ...changed(request), state: 'open', pauses } }
}

export const extend = (request: AccessRequest): Decided =>
  request.state === 'given'
    ? { refused: 'request-given' }
    : { next: { ...changed(request), isExtended: true } }

/** `undecided`: how many passages nobody has looked at. */
export const give = (
  request: AccessRequest,
  given: { by: string; at: Instant; undecided: number; packSha256: string },
): Decided => {
  if (request.state === 'given') return { refused: 'request-given' }
  if (request.state === 'paused') return { refused: 'request-paused' }
  if (given.undecided > 0) return { refused: 'review-open' }
  return {
    next: {
      ...changed(request),
      state: 'given',
      givenBy: given.by,
      givenAt: given.at,
      packSha256: given.packSha256,
    },
  }
}

/** What may name another person in a passage, so that nobody reads past it: telephone numbers, addresses of email, membership numbers. */
export const hintsOf = (words: string, own: readonly string[]): string[] =>
  [
    ...words.matchAll(/\+?\d[\d ()-]{8,}\d/g),
    ...words.matchAll(/[\w.+-]+@[\w-]+\.[\w.-]+/g),
    ...words.matchAll(/\bM-\d{4,}\b/g),
    ...words.matchAll(/\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z][\p{L}'-]+/gu),
  ]
    .map(([found]) => found.trim())
    .filter((found) => !own.some((mine) => digits(mine) !== '' && digits(mine) === digits(found)))
    .filter((found) => !own.includes(found))

const digits = (text: string): string => text.replace(/\D/g, '').replace(/^(?:44|0)/, '')

/** A decision as somebody made it; a passage is changed or left out only with a reason. */
export const verdictTrouble = ({
  verdict,
  words,
  why,
}: Pick<ItemDecision, 'verdict' | 'words' | 'why'>): { field: string; words: string } | null =>
  verdict !== 'give' && why.trim() === ''
    ? { field: 'why', words: 'Say why: it is kept beside the request.' }
    : verdict === 'redact' && words.trim() === ''
      ? { field: 'words', words: 'Write what is given instead, or leave the passage out.' }
      : null

const changed = (request: AccessRequest): AccessRequest => ({ ...request, version: request.version + 1 })
