import type { Audience, CohortRecipient, CohortText } from '../domain/cohort-text.ts'
import type { Kept } from './kept.ts'

export interface CohortTextStores {
  cohortTexts: Kept<CohortText, 'id'> & {
    running(): Promise<CohortText[]>
    /** What they looked at and never sent goes, recipients and all. */
    removePreviews(personId: string): Promise<void>
    /** What the audience is called; null: there is none. */
    audienceName(audience: Audience): Promise<string | null>
    /** Everybody of it, a row for each of their numbers (null: none), by member and number; sealed files are not there. */
    audienceOf(
      audience: Audience,
    ): Promise<{ memberId: string; firstName: string; number: string | null; label: string | null }[]>
  }
  cohortRecipients: Kept<CohortRecipient, 'id'> & {
    /** Who may be texted now, at most so many, in their order. */
    waiting(cohortId: string, now: string, most: number): Promise<CohortRecipient[]>
    waitingCount(cohortId: string): Promise<number>
    /** How many were texted after this instant, by any of these. */
    textedAfter(at: string): Promise<number>
    /** Whoever still waits is left out. */
    leaveOutWaiting(cohortId: string): Promise<void>
  }
}
