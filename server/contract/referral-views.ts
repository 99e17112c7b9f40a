import type { PersonBrief } from './briefs.ts'

/** See the drawing in `server/domain/referrals/referral.ts`. */
type ReferralState = 'waiting' | 'accepted' | 'declined' | 'silent' | 'recalled' | 'finished'

export interface ReferralView {
  id: string
  version: number
  state: ReferralState
  branch: string
  ask: string
  sentAt: string
  sentBy: string
  dueAt: string
  answeredAt: string | null
  answeredBy: string | null
  why: string | null
  settledAt: string | null
  /** At the head of the centre's work, and nobody has taken it. */
  isBack: boolean
  takenBy: string | null
}
/** What was passed to branches of one case, the last first. */
export interface CaseReferralsView {
  caseId: string
  hasMember: boolean
  memberId: string | null
  branchId: string | null
  referrals: ReferralView[]
}
export interface BranchChoicesView {
  /** `people`: how many answer for it here. */
  branches: { id: string; name: string; region: string; people: number }[]
}

/** What a branch sees of a case: what it needs to decide, and once it has accepted, how to reach the member. */
export interface BranchItem {
  id: string
  version: number
  state: 'waiting' | 'accepted'
  reference: string
  title: string
  branch: string
  memberName: string
  /** After accepting only. `words`: what to mind, and why not to ring now. */
  numbers: { number: string; words: string[] }[] | null
  ask: string
  sentAt: string
  dueAt: string
  acceptedBy: string | null
  /** The nearest live legal date of the case, YYYY-MM-DD. */
  legalDate: string | null
}
export interface MyBranchView {
  branches: string[]
  items: BranchItem[]
}

export interface BranchPattern {
  id: string
  name: string
  code: string
  region: string
  people: PersonBrief[]
  sent: number
  waiting: number
  accepted: number
  declined: number
  silent: number
  /** How many of its last ones in a row it did not answer. */
  silentInARow: number
}
export interface BranchesView {
  /** Days back that are counted. */
  days: number
  branches: BranchPattern[]
  /** Who has the role of a branch and may be named. */
  mayAnswer: PersonBrief[]
}
