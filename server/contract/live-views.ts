/** The live board, what is behind its numbers, its alerts, and the wall. */
import type { PersonBrief } from './briefs.ts'
import type { PromiseKeptView } from './callback-views.ts'
import type { PlacedHere } from './placement-views.ts'
import type { Availability, Occupancy } from './words.ts'

export type QueueWord = 'in-promise' | 'slipping' | 'nobody-free' | 'closed' | 'nobody-signed-in'

export interface LiveQueue {
  id: string
  name: string
  word: QueueWord
  waiting: number
  longestSince: string | null
  inPromiseLastHour: { answered: number; offered: number }
  free: number
  staffed: number
  promise: { percent: number; seconds: number }
}

/** The queues that the asker serves, without anybody's state; and when the lines open or close. */
export interface MyQueuesView {
  asOf: string
  queues: { id: string; name: string; waiting: number; longestSince: string | null; isLate: boolean }[]
  opensAt: string | null
  closesAt: string | null
}

export interface LivePerson {
  id: string
  name: string
  /** The one state word shown: phone trouble beats occupancy beats choice. */
  state: Availability | Exclude<Occupancy, 'idle'> | 'phone-problem' | 'call-parked'
  since: string
  /** Those they take now. */
  queues: string[]
  /** Where a supervisor put them, or what they were taken off, for a while. */
  placed: PlacedHere[]
  detail: string | null
}

export interface LiveCaller {
  contactId: string
  queueId: string
  position: number
  /** First name and initial, or the end of the number; null for whoever may not read members. */
  title: string | null
  since: string
  priorityReason: string | null
  state: 'waiting' | 'ringing' | 'parked'
  /** Not on the line: their place is kept, and we ring them. */
  isCallback: boolean
}

export interface LiveTiles {
  waiting: number
  longestSince: string | null
  inPromiseToday: { answered: number; offered: number }
  gaveUpToday: number
  textsWaiting: { open: number; overHour: number }
  helpedToday: number
  callbacks: PromiseKeptView
}

export interface LiveView {
  /** The number of the last change that is in it (board-changes.ts); 0 when no change is known to fit. */
  number: number
  asOf: string
  tiles: LiveTiles
  queues: LiveQueue[]
  people: LivePerson[]
  /** In the order they will be answered. */
  callers: LiveCaller[]
  notices: Notice[]
  opensAt: string | null
  closesAt: string | null
}

/** The rows behind one number of the board, read when somebody opens it. */
export interface BehindView {
  asOf: string
  /** As many as the number said; `rows` holds the newest 200 of them at most. */
  total: number
  rows: {
    id: string
    /** Who it was, as on the board; null for whoever may not read members. */
    title: string | null
    at: string
    queueName: string
    words: string
    /** Where it opens; null for whoever may not read it. */
    path: string | null
  }[]
}

/** Seconds and minutes after which an alert is raised; null: never. */
export interface AlertLimitsView {
  waitSeconds: number | null
  nobodySeconds: number | null
  callbackMinutes: number | null
  textMinutes: number | null
}

/** A threshold that was crossed and is not well again: what is the matter, what to do next, and where. */
export interface AlertView {
  id: string
  /** This time that it was raised. */
  raisingId: string
  raisedAt: string
  what: string
  next: string
  /** Null for whoever could not open it. */
  go: { words: string; to: string } | null
  /** Who has seen it, in the order they did. */
  seenBy: string[]
  isSeenByMe: boolean
  /** What became of the text to whoever is on duty. */
  textWords: string
}

export interface AlertsView {
  asOf: string
  alerts: AlertView[]
  duty: {
    version: number
    person: PersonBrief | null
    /** The end of the number that alerts are texted to, or null. */
    numberEnd: string | null
    /** That the last text to them did not leave, or did not arrive, and what to do; null: nothing is known against it. */
    textProblem: string | null
    since: string
    /** Who could be: supervisors. */
    people: PersonBrief[]
  }
}

export interface Notice {
  id: string
  level: 'info' | 'warn' | 'bad'
  words: string
}

export interface WallView {
  /** What is the matter now, in words without names. */
  alerts: { id: string; what: string }[]
  asOf: string
  closesAt: string | null
  opensAt: string | null
  helpedToday: number
  queues: Pick<LiveQueue, 'id' | 'name' | 'word' | 'waiting' | 'longestSince' | 'free' | 'staffed'>[]
}
