/**
 * A legal hold: nothing of a case, or of a member with all their cases and contacts, is erased because its time is over
 * while the hold stands. (Elsewhere: litigation hold, preservation notice.)
 *
 *   placed ──► stands ──► lifted, with why
 *
 * It has no end of its own: one that ran out on a date nobody watched would erase evidence. Several may stand at once, each
 * for its own reason; what is held is free when the last of them is lifted.
 */
import type { Instant } from './records.ts'

export interface LegalHold {
  id: string
  /** One of the two. */
  caseId: string | null
  memberId: string | null
  why: string
  placedBy: string
  placedAt: Instant
  liftedBy: string | null
  liftedAt: Instant | null
  liftedWhy: string | null
}

export const lift = (
  hold: LegalHold,
  by: { personId: string; why: string; now: Instant },
): { next: LegalHold } | { refused: 'hold-unexplained' | 'hold-lifted' } =>
  hold.liftedAt !== null
    ? { refused: 'hold-lifted' }
    : by.why.trim() === ''
      ? { refused: 'hold-unexplained' }
      : { next: { ...hold, liftedBy: by.personId, liftedAt: by.now, liftedWhy: by.why.trim() } }
