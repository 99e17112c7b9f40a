/** A case, what follows from it, and lists of cases. */
import type { Allowed, CaseBrief, MemberBrief, PersonBrief } from './briefs.ts'
import type { FoundWords } from './case-words.ts'
import type { TimelineEntry } from './contact-views.ts'
import type { DeadlineView } from './deadline-views.ts'
import type { TriageBrief } from './triage-api.ts'
import type { ContactReason } from './words.ts'

export interface FollowUpView {
  id: string
  caseId: string
  what: string
  dueAt: string
  owner: PersonBrief
  doneAt: string | null
  isOverdue: boolean
  /** Its owner's id; null: anybody on shift. */
  ownerId: string | null
  remindAt: string | null
  checklist: { words: string; isDone: boolean }[]
  /** When it was first due, once it was moved. */
  firstDueAt: string | null
}

export interface CaseView extends CaseBrief {
  version: number
  fullReference: string
  kind: ContactReason
  openedAt: string
  closedAt: string | null
  /** What the member wants, as somebody wrote it down. */
  wanted: string | null
  outcome: string | null
  /** Whether they got it, once the case was closed. */
  met: string | null
  member: MemberBrief | null
  callerNumber: string | null
  /** What else is open for the same member, or for the same number when nobody is matched. */
  otherCases: CaseBrief[]
  timeline: TimelineEntry[]
  followUps: FollowUpView[]
  /** Legal dates, live ones first. */
  deadlines: DeadlineView[]
  owners: PersonBrief[]
  actions: { close: Allowed; reopen: Allowed; change: Allowed }
}

export interface CaseListItem extends CaseBrief {
  version: number
  /** Of a case that nobody owns: whether it is to be taken first, and why; null elsewhere. */
  triage: TriageBrief | null
  /** Null where they stand nowhere but in title, reference or name, or nothing was asked for. */
  found: FoundWords | null
  memberName: string | null
  kind: ContactReason
  openedAt: string
  updatedAt: string
}
