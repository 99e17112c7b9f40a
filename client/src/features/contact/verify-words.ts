import type { ContactView } from '../../../../server/contract/contact-views.ts'
import type { VerificationView } from '../../../../server/contract/verification-views.ts'

/** About whom may be asked: whom the contact is with, whose number was keyed in, else everybody who has the number. */
export const askable = (
  contact: Pick<ContactView, 'caller' | 'member'>,
  verification: VerificationView,
): { id: string; name: string }[] => {
  const { about } = verification
  if (contact.member) return [contact.member]
  if (about) return [{ id: about.memberId, name: about.name }]
  return contact.caller.members
}

/** What to do next about who it is, in words. */
export const verifyHint = (
  contact: Pick<ContactView, 'caller' | 'member'>,
  verification: VerificationView,
): string => {
  const { about } = verification
  if (verification.level >= 2 && verification.speaker !== null)
    return `Two facts fit. Keep to what ${verification.speaker.name} may hear.`
  if (verification.level >= 2) return 'You may speak about their membership and their case.'
  if (verification.isLocked)
    return 'Too many answers did not fit. Say: “I will ring you back on the number we hold.” Say nothing about membership.'
  if (verification.question !== null)
    return verification.right > 0 ? 'One fact fits. One more.' : 'Ask it open, and never read an answer out.'
  if (about?.isKeyed && contact.member?.id !== about.memberId)
    return `They keyed in the number of ${[about.name, about.branch].filter(Boolean).join(', ')}. One more fact shows that it is them.`
  return askable(contact, verification).length === 0
    ? 'Find the member first. Until then say nothing about membership.'
    : 'Membership is hidden until two facts fit. Say nothing about it before.'
}
