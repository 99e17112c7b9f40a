/**
 * What a text line is for, and what a STOP to it ends (F50).
 *
 *   STOP to a line for     ends texts about     and says, from a line for cases
 *   case                   everything           nothing: Twilio has confirmed it
 *   campaign, survey       that purpose alone   that texts about their own matter go on, and how to end those too
 *
 *   START to the line that was stopped ends it again; nothing else does.
 *
 * Twilio keeps its own block per pair of numbers (one of ours, one of theirs), or per messaging service, and answers STOP by
 * itself: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out (read November 2026). Ours is at least as wide, so that
 * nothing is sent into error 21610.
 */
import type { Instant } from './records.ts'

export const textPurposes = {
  case: 'members’ own matters',
  campaign: 'campaigns and news',
  survey: 'surveys',
} as const
export type TextPurpose = keyof typeof textPurposes

/** One STOP: to which of our numbers, and what that number was for. */
export interface OptOut {
  phoneId: string
  ourNumber: string
  purpose: TextPurpose
  at: Instant
}

/** Since when texts of a purpose are stopped; null: they are not. `stoppedAll`: a STOP to a line for cases. */
export const stoppedSince = (
  purpose: TextPurpose,
  known: { readonly stoppedAll: Instant | null; readonly optOuts: readonly OptOut[] },
): Instant | null =>
  known.stoppedAll ?? known.optOuts.find((one) => one.purpose === purpose && purpose !== 'case')?.at ?? null
