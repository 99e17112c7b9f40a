import type { CaseBrief, PersonBrief } from './briefs.ts'
import type { Nation } from './words.ts'

export interface ServiceTargetView {
  id: string
  version: number
  what: string
  state: 'running' | 'paused' | 'met' | 'stopped'
  /** "1 hour", "2 working days" */
  promised: string
  dueAt: string | null
  isLate: boolean
  pausedWhy: string | null
  /** Working time that is left while paused, in words. */
  left: string | null
  /** Who has been told that it is late, in words. */
  told: string[]
  settledAt: string | null
}
export interface CaseTargetsView {
  caseId: string
  version: number
  targets: ServiceTargetView[]
  /** "Monday to Friday, 09:00 to 17:00, bank holidays of England and Wales left out" */
  hoursWords: string
}
export interface TaskView {
  id: string
  what: string
  dueAt: string
  owner: PersonBrief | null
  case: CaseBrief
}
/** Everything overdue on open cases, whoever owns it, the longest first; and who watches. */
export interface WatchView {
  version: number
  lead: PersonBrief | null
  official: PersonBrief | null
  opens: string
  closes: string
  division: Nation
  stepMinutes: number
  hoursWords: string
  /** Who could watch. */
  people: PersonBrief[]
  overdue: TaskView[]
  /** How many there are in all. */
  overdueCount: number
}
