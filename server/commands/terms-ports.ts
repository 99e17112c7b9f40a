import type { Terms, TermsAnswer } from '../domain/terms.ts'
import type { Kept } from './kept.ts'

export interface TermsStores {
  terms: Kept<Terms, 'id'> & {
    /** The version in use. */
    newest(): Promise<Terms | null>
  }
  termsAnswers: Kept<TermsAnswer, 'id'> & {
    /** Asked by text and not answered. */
    askedOf(caseId: string): Promise<TermsAnswer | null>
    /** Asked at this number and not answered, latest first. */
    askedAt(number: string): Promise<TermsAnswer[]>
  }
}
