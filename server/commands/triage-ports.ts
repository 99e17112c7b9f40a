import type { TriageOverride } from '../domain/triage.ts'
import type { Kept } from './kept.ts'

export interface TriageStores {
  triage: Kept<TriageOverride, 'caseId'>
}
