/**
 * What came of a case (F77). What the member wants is written down while it is open; closing says what came of it and
 * holds it against that. A promise that has not happened yet becomes a follow-up of the closed case.
 *
 *   open, wanted said or changed ──► closed: outcome, and did they get it ──► open again: both stand in the history
 */
export type OutcomeKind =
  | 'won'
  | 'settled'
  | 'reinstated'
  | 'practice-changed'
  | 'advice-given'
  | 'passed-on'
  | 'withdrawn'
  | 'no-case'
  | 'lost'

/** Whether the member got what they wanted; 'not-said' where nobody knows what that was. */
export type WantedMet = 'yes' | 'partly' | 'no' | 'not-said'

/** What a member wants of their case, and what came of it when it was last closed. One for each case that has either. */
export interface CaseAim {
  caseId: string
  wanted: string | null
  outcomeKind: OutcomeKind | null
  met: WantedMet | null
  /** What the member gets, in pence. */
  amountPence: number | null
}

export interface CaseOutcome {
  kind: OutcomeKind
  words: string
  met: WantedMet
  amountPence: number | null
}

/** £20 million: above the highest award on record, and within what both databases keep as an integer. */
export const mostPence = 2_000_000_000

/** What is wrong with an outcome, beside each field of the form. `wanted`: what the member wanted, as it will be kept. */
export const outcomeTroubles = (
  outcome: CaseOutcome,
  wanted: string | null,
): { field: string; words: string }[] => [
  ...(outcome.words.trim() === '' ? [{ field: 'words', words: 'Say in a few words what came of it.' }] : []),
  ...(outcome.amountPence !== null && outcome.amountPence > mostPence
    ? [{ field: 'amount', words: 'At most £20 million.' }]
    : []),
  ...(outcome.met === 'not-said' && wanted !== null
    ? [{ field: 'met', words: 'They said what they wanted. Say whether they got it.' }]
    : []),
  ...(outcome.met !== 'not-said' && wanted === null
    ? [{ field: 'wanted', words: 'Say what the member wanted, or that they never said.' }]
    : []),
]
