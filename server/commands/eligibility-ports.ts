import type { EligibilityAssessment } from '../domain/eligibility/eligibility.ts'
import type { Kept } from './kept.ts'

export interface EligibilityStores {
  /** One for each case. */
  eligibility: Kept<EligibilityAssessment, 'caseId'>
}
