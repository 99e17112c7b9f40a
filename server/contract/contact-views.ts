/** One contact, and the timeline it stands in. */
import type { CallerView, CaseBrief, MemberBrief, PersonBrief } from './briefs.ts'
import type { RecordingView } from './recording-views.ts'
import type { PictureView } from './thread-views.ts'
import type { VerificationView } from './verification-views.ts'
import type { ContactReason, ContactResult, ContactState, Disposition } from './words.ts'

export interface ContactPartView {
  id: string
  by: string
  handedAt: string
  notes: string
  reason: ContactReason | null
  outcome: Disposition | null
  nextStep: string | null
}

export interface ContactView {
  id: string
  version: number
  channel: 'voice' | 'sms'
  state: ContactState
  result: ContactResult | null
  caller: CallerView
  /** The member this contact is about, once identified (by number or by an agent). */
  member: MemberBrief | null
  lineName: string
  queueName: string | null
  agent: PersonBrief | null
  startedAt: string
  waitSeconds: number | null
  answeredAt: string | null
  endedAt: string | null
  /** When its wrap-up was finished, or a missed call or voicemail dealt with; null while somebody still has to. */
  handledAt: string | null
  talkSeconds: number | null
  isTextRelay: boolean
  /** Null for texts. */
  verification: VerificationView | null
  /** When the agent's sound was bad, in words: "uneven sound, 12 s". */
  quality: string[]
  notes: { text: string; savedAt: string | null; version: number }
  reason: ContactReason | null
  outcome: Disposition | null
  nextStep: string | null
  nextStepDue: string | null
  nextStepOwner: PersonBrief | null
  case: CaseBrief | null
  /** The rule that put it there, in words: "joined CX-10482: only open case". */
  caseRule: string | null
  /** Other cases it could belong to: the chooser. */
  caseChoices: CaseBrief[]
  /** Until when the last link or move can be undone in one click; null when there is nothing to undo. */
  undoUntil: string | null
  /** True when an agent still has to choose the case or finish the wrap-up. */
  needsChoice: boolean
  recordings: RecordingView[]
  /**
   * What those wrote who handed this call over, oldest first. Whoever writes up such a part now finds it in notes, reason,
   * outcome and next step instead.
   */
  parts: ContactPartView[]
  /** What was spoken before this contact, newest first, at most 5. */
  before: TimelineEntry[]
}

export interface TimelineEntry {
  id: string
  kind: 'call' | 'text' | 'by-hand' | 'note' | 'change' | 'follow-up' | 'moved'
  at: string
  /** When it was written down, if that was a day or more after it happened. */
  loggedAt?: string
  /** "Call in, 11 min", "Text in, 2 photos", "Status changed" */
  heading: string
  body: string
  author: PersonBrief | null
  contactId: string | null
  threadId: string | null
  /** The printed rule for a contact, if it was joined by one. */
  rule: string | null
  recording: RecordingView | null
  pictures: PictureView[]
  actions: { move: boolean; undo: boolean }
}
