import type { ContactView } from '../../../server/contract/contact-views.ts'
import type { ContactReason, Disposition } from '../../../server/contract/words.ts'

/** What is chosen in wrap-up. */
export interface ContactFields {
  reason: ContactReason | null
  outcome: Disposition | null
  nextStep: string
  /** London's wall clock as the field shows it, "2026-11-27T15:00", or empty. */
  due: string
  ownerId: string | null
  /** It was a hard call: others are rung first for a while. Kept nowhere once said. */
  wasHard: boolean
}

/** What a wrap-up still lacks, in the words of the labels. The server has the last word. */
export const missingFields = (
  draft: (ContactFields & { theirs?: object | null }) | null,
  contact: Pick<ContactView, 'case' | 'needsChoice'> | null,
): string[] => [
  ...(draft?.reason ? [] : ['what it was about']),
  ...(draft?.outcome ? [] : ['the outcome']),
  ...(draft?.due && draft.nextStep.trim() === '' ? ['the next step that is promised'] : []),
  ...(contact && (contact.case === null || contact.needsChoice) ? ['which case it belongs to'] : []),
  ...(draft?.theirs ? ['which notes to keep'] : []),
]
