/**
 * What a member is told at each step of a referral: one text, true when it is sent. Neither union nor branch is named:
 * somebody else may read it.
 */
import { formatReference } from '../case-reference.ts'
import { writtenOpening } from '../spoken-time.ts'
import type { ReferralState } from './referral.ts'

export const toldMember = (
  step: ReferralState,
  given: { caseNumber: number; now: string; dueAt: string; zone: string; firstName: string | null },
): string => {
  const words: Record<ReferralState, string> = {
    waiting: `We have asked somebody local to you to take this on. They have until ${writtenOpening(given.dueAt, given.now, given.zone)} to answer. We tell you either way.`,
    accepted: `${given.firstName ?? 'Somebody local to you'} has taken this on and will contact you. We keep an eye on it too.`,
    declined:
      'Sorry, nobody local to you can take this on. It is back with us, ahead of others. You need do nothing.',
    silent:
      'Sorry, we had no answer locally within two working days. It is back with us, ahead of others. You need do nothing.',
    recalled: 'We are dealing with this ourselves again, no longer somebody local to you.',
    finished:
      'The person local to you tells us that they have finished. If anything is still open, answer this text.',
  }
  return `Ref ${formatReference(given.caseNumber)}. ${words[step]} Text STOP to end texts.`
}
