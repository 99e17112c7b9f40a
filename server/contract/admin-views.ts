/** Lines, hours, menus, queues and people as an administrator sees them. */
import type { Allowed, AllowedInWords, PersonBrief } from './briefs.ts'
import type { AlertLimitsView } from './live-views.ts'
import type { MenuNeed, Nation, Role } from './words.ts'

/** Lines, hours, menus and queues as an administrator sees them. */
export interface DayPeriodView {
  opens: string
  closes: string
}

export interface HoursView {
  zone: string
  division: Nation | null
  periods: (DayPeriodView & { weekday: number })[]
  overrides: { date: string; periods: DayPeriodView[]; reason: string }[]
}

export type MenuOptionView =
  | { kind: 'queue'; need: MenuNeed; queueKey: string; words: string }
  | { kind: 'menu'; menu: MenuLevelView; words: string }
  | { kind: 'go'; to: string; words: string }

export type MenuKeyView = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8'

export interface MenuLevelView {
  key: string
  prompt: string
  options: { [K in MenuKeyView]?: MenuOptionView }
}

export interface MenuView extends MenuLevelView {
  attempts: number
  personQueueKey: string
  /** Callers may key in their membership number with star. */
  asksNumber?: boolean | undefined
}

export interface LineBrief {
  id: string
  version: number
  name: string
  /** E.164, and as people read it. */
  number: string
  shownNumber: string
  kind: 'voice' | 'text'
  open: boolean
  /** "Open until today at seven o'clock in the evening", for the staff, with reasons. */
  state: string
  closure: { message: string; reason: string; since: string; reopensAt: string; by: string } | null
  /** The reopening a closure made now is offered with: the next opening after today's. */
  suggestedReopening: string
  waiting: number
  actions: { close: Allowed; reopen: Allowed; remove: AllowedInWords }
}

export interface RemovedLine {
  id: string
  name: string
  shownNumber: string
  removedAt: string
  /** Who answers its number now: the line that took its place, or one that has the number; null: nobody of ours. */
  answeredBy: string | null
}

export interface AdminLinesView {
  lines: LineBrief[]
  removed: RemovedLine[]
  queues: { id: string; key: string; name: string }[]
}

export interface ChangeView {
  seq: number
  at: string
  by: string
  /** "Opening hours changed", "Menu published" */
  heading: string
  part: 'line' | 'hours' | 'menu' | 'queue' | 'person' | 'template' | 'answer' | 'case-type' | null
  /** The line, queue or person that can be put back; null for the order of queues and what cannot be. */
  aboutId: string | null
  changes: { what: string; before: string | null; after: string | null }[]
  /** Whether the line is now as it was after this change, and before it. */
  isCurrent: boolean
}

export interface AdminLineView extends LineBrief {
  greeting: string
  closedMessage: string
  defaultQueueId: string | null
  drain: string
  /** So many days its recordings and voicemails are kept. */
  keepDays: number
  transcribeVoicemail: boolean
  purpose: 'case' | 'campaign' | 'survey'
  hours: HoursView
  menu: MenuView | null
  menuDraft: MenuView | null
  /** What stands in the way of publishing the draft: the keys that lead there, the field, the words. */
  draftProblems: { at: string; field: string; words: string }[]
  holidays: { date: string; title: string }[]
  /** Until when the calendar of bank holidays knows. */
  holidaysKnownTo: string
  queues: { id: string; key: string; name: string }[]
  history: ChangeView[]
}

export interface HeardView {
  /** The local minute that was asked about. */
  at: string
  open: boolean
  state: string
  say: string[]
  keys: { path: string; words: string; then: string }[]
  waiting: string
}

export interface AdminQueueView {
  id: string
  version: number
  key: string
  name: string
  skills: string[]
  skillLevels: Record<string, number>
  promisePercent: number
  promiseSeconds: number
  maxWaiting: number | null
  maxWaitSeconds: number | null
  alertLimits: AlertLimitsView
  /** What happens to somebody who waits in it, second by second. */
  timeline: { at: number; words: string }[]
  waiting: number
  staffed: number
  actions: { remove: AllowedInWords }
}

export interface AdminQueuesView {
  queues: AdminQueueView[]
  skills: { skill: string; people: number }[]
  history: ChangeView[]
}

export interface AdminPersonView {
  id: string
  version: number
  name: string
  email: string
  roles: Role[]
  skills: Record<string, number>
  languages: { code: string; name: string }[]
  /** Queues whose calls ring for them without waiting for a level to relax. */
  queues: string[]
  signedInAt: string | null
  /** They sign in with a one-time password until then; null: with their own. */
  oneTimeUntil: string | null
  leftAt: string | null
  /** What a colleague has to take over when they leave. */
  inHand: { cases: number; promises: number; conversations: number }
  actions: { leave: Allowed; resetSignIn: Allowed }
}

export interface AdminPeopleView {
  /** Those who left come last. */
  people: AdminPersonView[]
  roles: { role: Role; name: string; may: string }[]
  queues: { id: string; name: string; needs: { skill: string; level: number }[] }[]
  skills: string[]
  languages: { code: string; name: string }[]
  /** Who may take over cases. */
  successors: PersonBrief[]
  /** A queue that nobody can be rung for, in words. */
  warnings: string[]
  history: ChangeView[]
}

/** Shown once to whoever asked for it; it is kept only as a hash. */
export interface OneTimeView {
  people: AdminPeopleView
  name: string
  password: string
  until: string
}
