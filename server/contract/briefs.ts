/**
 * What many screens show of a person, a member, a caller or a case; whether something may be done; a page of a list.
 *
 * Of all shapes of the read side (`*-views.ts`): instants are ISO UTC text with milliseconds ("2026-11-22T09:12:00.000Z"),
 * calendar days are "YYYY-MM-DD". The client ticks clocks itself from instants.
 */
import type { RefusalReason } from './refusals.ts'
import type { CaseStatus } from './words.ts'

/** Whether something may be done now. The server decides; a screen disables the button and shows the words. */
export type Allowed = { allowed: true } | { allowed: false; reason: RefusalReason; words: string }

export interface PersonBrief {
  id: string
  name: string
  initials: string
}

export interface MemberBrief {
  id: string
  /** Null, like status, employer and workplace, while who sees this has somebody on the line who is not verified. */
  membershipNumber: string | null
  name: string
  branch: string | null
  employer: string | null
  workplace: string | null
  /** e.g. "Paid up", "In arrears", "Lapsed" */
  status: string | null
  /** Short facts shown as chips: rep roles, needs such as "Prefers a quiet line". */
  chips: string[]
  isMembershipHidden: boolean
}

/** Who is on the other end, as far as the number tells. Several members share a number: all are shown. */
export interface CallerView {
  kind: 'member' | 'several' | 'unknown' | 'withheld'
  /** What to call them on a screen: the member's name, "3 possible members", "020 7946 0123", "Withheld number". */
  title: string
  /** National display form, null when withheld. */
  number: string | null
  members: MemberBrief[]
  openCases: CaseBrief[]
}

export interface CaseBrief {
  id: string
  reference: string
  title: string
  status: CaseStatus
  owner: PersonBrief | null
  /** The next thing promised, if any. */
  nextStep: { what: string; due: string } | null
  lastContactAt: string | null
}

export interface Page<T> {
  items: T[]
  nextCursor: string | null /** capped: "1000+" */
  count: string
}

/** Allowed, or every reason why not, each a sentence. */
export type AllowedInWords = { allowed: true } | { allowed: false; words: string[] }
