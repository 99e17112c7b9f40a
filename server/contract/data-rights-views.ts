import type { PersonBrief } from './briefs.ts'

export interface AccessRequestBrief {
  id: string
  version: number
  member: { id: string; name: string; membershipNumber: string }
  state: 'open' | 'paused' | 'given'
  receivedOn: string
  /** Null while the clock stands still. */
  dueOn: string | null
  daysLeft: number | null
  isExtended: boolean
  pauses: { from: string; until: string | null; why: string }[]
  /** Passages nobody has looked at; null when it was given. */
  undecided: number | null
  given: { by: PersonBrief; at: string; packSha256: string } | null
}
/** Something somebody wrote, which the pack would hold. */
export interface PassageView {
  id: string
  kind: 'call' | 'text' | 'note' | 'follow-up' | 'document'
  at: string
  title: string
  words: string
  /** What in it may tell of another person. */
  hints: string[]
  decision: { verdict: 'give' | 'redact' | 'leave-out'; words: string; why: string; by: PersonBrief } | null
}
export interface AccessRequestView extends AccessRequestBrief {
  passages: PassageView[]
  /** What else is in the pack, without anybody's words: counts. */
  also: { recordings: number; reads: number; pictures: number }
}
export interface AccessRequestsView {
  requests: AccessRequestBrief[]
}
