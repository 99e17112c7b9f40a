/** Everybody who is owed a call. */
import type { Allowed, CaseBrief, PersonBrief } from './briefs.ts'
import type { RecordingView } from './recording-views.ts'
import type { CallbackState } from './words.ts'

export interface PromiseKeptView {
  /** First attempted inside the promised window, or cancelled because the member reached us. */
  kept: number
  due: number
  /** Null when none was due. */
  percent: number | null
  /** Open now. */
  waiting: number
}

export interface CallbackView {
  id: string
  version: number
  state: CallbackState
  stateWords: string
  caller: string
  number: string
  case: CaseBrief | null
  /** The call it was asked for in, or the attempt in hand. */
  contactId: string
  lineName: string
  queueName: string
  need: string | null
  priorityReason: string | null
  /** The place in the queue while it waits for its turn. */
  position: number | null
  waitingSince: string
  promisedAt: string
  promisedFrom: string
  promisedUntil: string
  /** "by today 10:15", "Monday 08:30 to 09:30" */
  promisedWords: string
  nextWords: string | null
  isLate: boolean
  attempts: { contactId: string; at: string; by: PersonBrief | null; words: string }[]
  attemptsAtMost: number
  settledAt: string | null
  actions: { ringNow: Allowed; cancel: Allowed }
}

export interface VoicemailView {
  /** Of the contact, which it opens. */
  id: string
  caller: string
  number: string | null
  lineName: string
  need: string | null
  leftAt: string
  recording: RecordingView | null
  case: CaseBrief | null
  takenBy: PersonBrief | null
  actions: { take: Allowed; giveBack: Allowed; ringNow: Allowed; handled: Allowed }
}

/** Calls of one person on one day in which nobody got through. */
export interface MissedView {
  /** Of the contact with the longest wait, which it opens. */
  id: string
  caller: string
  number: string | null
  day: string
  lastAt: string
  calls: number
  waitedSeconds: number
  /** "Gave up waiting after 4 min · Pay" */
  words: string
  case: CaseBrief | null
  actions: { ringNow: Allowed; handled: Allowed }
}

/** Everybody who is owed a call. */
export interface CallbacksView {
  asOf: string
  kept: PromiseKeptView
  open: CallbackView[]
  settled: CallbackView[]
  /** The oldest, at most 100. */
  voicemails: VoicemailView[]
  /** The worst waits, at most 100. */
  missed: MissedView[]
  /** How many more there are of each. */
  unshown: { voicemails: number; missed: number }
}
