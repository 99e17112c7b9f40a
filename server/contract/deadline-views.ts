/** Legal dates as screens are given them. Days are "YYYY-MM-DD" in London; words have them written out. */

import type { Allowed, CaseBrief, PersonBrief } from './briefs.ts'
import type {
  CountMethod,
  DeadlineClaim,
  DeadlineNation,
  DeadlineReason,
  DeadlineState,
  StartedBy,
} from './deadline-words.ts'

export interface DeadlineFactsView {
  claim: DeadlineClaim
  nation: DeadlineNation
  triggers: string[]
  isTriggerCertain: boolean
  knownOn: string | null
  reason: DeadlineReason
  conciliations: { dayA: string; dayB: string | null; startedBy: StartedBy }[]
  /** Where a date by hand stands; null: it was worked out. */
  source: string | null
}
/** How a date came about, with each way of counting. */
export interface WorkingsView {
  limitOn: string
  limitWords: string
  /** Conciliation is open: the limit is not before that day. */
  isNotBefore: boolean
  targetOn: string
  targetWords: string
  steps: string[]
  counts: { method: CountMethod; limitWords: string; isLater: boolean }[]
  rule: { id: string; source: string; words: string }
}
export interface PostponementView {
  ask: Allowed
  /** Each with the letter to begin with. */
  days: { on: string; words: string; letter: string }[]
  care: { tone: 'note' | 'care'; words: string }
  requests: {
    id: string
    hearingWords: string
    offeredWords: string
    by: PersonBrief
    at: string
    sent: { by: PersonBrief; at: string; how: string } | null
  }[]
}
export interface DeadlineView extends WorkingsView {
  id: string
  version: number
  state: DeadlineState
  respondent: string
  facts: DeadlineFactsView
  /** Whole days to the last day, negative once it is over; null when nobody knows, or it is settled. */
  daysLeft: number | null
  interimRelief: { words: string; isOver: boolean } | null
  warnings: { id: string; tone: 'alarm' | 'care' | 'note'; words: string }[]
  proposedBy: PersonBrief
  proposedAt: string
  confirmedBy: PersonBrief | null
  confirmedAt: string | null
  /** `respondent`: the new one; null: the same. */
  change: (WorkingsView & { respondent: string | null; why: string; by: PersonBrief; at: string }) | null
  settled: { why: string; by: PersonBrief; at: string } | null
  /** An end that was taken back and waits for a second officer. */
  reopening: { was: DeadlineState; why: string; by: PersonBrief; at: string } | null
  /** Only of a hearing: what to do when the companion cannot come. */
  postponement: PostponementView | null
  actions: {
    confirm: Allowed
    change: Allowed
    met: Allowed
    missed: Allowed
    waive: Allowed
    reopen: Allowed
    /** Taking an end back needs an authorised officer. */
    reopenNeedsOfficer: boolean
  }
}

export interface RadarItem {
  /** Of the legal date. */
  id: string
  case: CaseBrief
  memberName: string | null
  claim: DeadlineClaim
  respondent: string
  state: DeadlineState
  limitWords: string
  isNotBefore: boolean
  /** What comes first: interim relief, else the working target. */
  next: { kind: 'interim-relief' | 'target' | 'limit' | 'day'; words: string; daysLeft: number }
  daysLeft: number | null
  changeWaits: boolean
}
/** Every live legal date whose next day is over or within four weeks, the nearest first. */
export interface RadarView {
  today: string
  items: RadarItem[]
  /** Live ones beyond. */
  later: number
}
