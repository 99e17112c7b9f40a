import type { CaseWatch } from '../domain/targets/case-watch.ts'
import type { ServiceTarget } from '../domain/targets/service-target.ts'
import type { Kept } from './kept.ts'

export interface TargetStores {
  targets: Kept<ServiceTarget, 'id'> & {
    /** Running or paused, by when they began. */
    openOfCase(caseId: string): Promise<ServiceTarget[]>
    /** Whose next step is at the instant or before it, at most `limit`. */
    due(now: string, limit: number): Promise<ServiceTarget[]>
  }
  caseWatch: {
    read(): Promise<CaseWatch>
    /** Replaces the row whose version is one lower; false when somebody else was quicker. */
    save(watch: CaseWatch): Promise<boolean>
    /** Open cases with a live legal date that nobody owns who is still here, at most `limit`. */
    unguarded(limit: number): Promise<string[]>
    /** Who may confirm legal dates and has not left, by name. */
    officials(): Promise<string[]>
  }
}
