/**
 * One text to many members (F55).
 *
 *   previewed ──sent by a person──► running ──everybody texted or left out──► done
 *                                     └──stopped by a person──► stopped: whoever still waited is left out
 *
 *   a recipient:  waiting ──► texted      waiting ──► left-out, with the reason
 *
 * Who gets it is decided at the preview, so that nobody is added between looking and sending; whether they may be texted
 * is asked again for each as it goes. It never goes at a quiet hour, unless whoever sends it says why it must. Each goes
 * as a text of its own, once, on the ordinary way, and an answer is an ordinary text.
 */
import { DateTime } from 'luxon'
import type { Instant } from './records.ts'

export type AudienceKind = 'workplace' | 'employer' | 'branch' | 'group'
export interface Audience {
  kind: AudienceKind
  id: string
}

export interface CohortText {
  id: string
  version: number
  audience: Audience
  /** As it was called then. */
  audienceName: string
  lineId: string
  body: string
  /** Why it goes at any hour; null: not in the quiet ones. */
  urgentWhy: string | null
  state: 'previewed' | 'running' | 'stopped' | 'done'
  createdBy: string
  createdAt: Instant
  settledAt: Instant | null
  settledBy: string | null
}

export type LeftOutBecause =
  | 'no-number'
  | 'landline'
  | 'same-number'
  | 'opted-out'
  | 'not-safe'
  | 'discretion'
  | 'stopped'

export interface CohortRecipient {
  id: string
  cohortId: string
  memberId: string
  number: string | null
  state: 'waiting' | 'texted' | 'left-out'
  because: LeftOutBecause | null
  messageId: string | null
  notBefore: Instant | null
  textedAt: Instant | null
}

/** 08:30 up to 19:00 in London, every day (F55). The beginning counts, the end does not. */
const openHours = { from: '08:30', until: '19:00', zone: 'Europe/London' }
/** What one of our numbers sends in a minute, beside everything else it has to say. */
export const mostPerMinute = 60
/** A workplace or a branch; more is a mailing, and has a system of its own. */
export const mostRecipients = 500

export const isQuietHour = (now: Instant): boolean => {
  const time = DateTime.fromISO(now, { zone: openHours.zone }).toFormat('HH:mm')
  return time < openHours.from || time >= openHours.until
}

/** Whether it may go now. */
export const mayGo = ({ urgentWhy }: Pick<CohortText, 'urgentWhy'>, now: Instant): boolean =>
  urgentWhy !== null || !isQuietHour(now)

const firstNameField = /\{\s*first name\s*\}/gi
/** What one member is texted. */
export function wordsFor(body: string, firstName: string): string {
  const name = firstName.replace(/[{}]/g, '')
  // A function, because a name that is given as text may hold signs that `replace` reads (“$$”).
  return body.replace(firstNameField, () => name)
}

/** Why a number cannot be texted at all, or null: it can. */
export interface Candidate {
  number: string
  blocked: Exclude<LeftOutBecause, 'no-number' | 'same-number' | 'stopped'> | null
}

/**
 * The number of one member: the first that may be texted and that nobody before them has; else the reason that is most
 * worth knowing. `taken`: numbers that already get it.
 */
export function reach(
  candidates: readonly Candidate[],
  taken: ReadonlySet<string>,
): { number: string } | { because: LeftOutBecause } {
  const open = candidates.filter(({ blocked }) => blocked === null)
  const free = open.find(({ number }) => !taken.has(number))
  if (free) return { number: free.number }
  if (open.length > 0) return { because: 'same-number' }
  const order: LeftOutBecause[] = ['opted-out', 'not-safe', 'discretion', 'landline']
  const because = order.find((one) => candidates.some(({ blocked }) => blocked === one))
  return { because: because ?? 'no-number' }
}

export const settleCohort = (
  text: CohortText,
  state: 'stopped' | 'done',
  now: Instant,
  by: string | null,
): CohortText => ({ ...text, version: text.version + 1, state, settledAt: now, settledBy: by })
