import type { ContactOverride, SafeContact } from '../domain/safe-contact.ts'
import type { HeldFacts, Verification, VerificationAnswer } from '../domain/verification.ts'
import type { Kept } from './kept.ts'

/** One member who has a number, with what they said about being contacted. */
export interface OwnerOfNumber {
  memberId: string
  phoneId: string
  label: string
  rules: SafeContact | null
  /** They need us to write instead of ringing. */
  inWriting: boolean
}

export interface VerificationStores {
  verifications: Kept<Verification, 'contactId'>
  verificationAnswers: {
    insert(answer: VerificationAnswer): Promise<void>
    /** Wrong answers about this member since the instant, in any call. */
    wrongSince(memberId: string, instant: string): Promise<number>
  }
  /** What is held of a member and may be asked about. */
  heldFacts: { of(memberId: string): Promise<HeldFacts> }
  contactOverrides: { insert(override: ContactOverride): Promise<void> }
  safeContacts: Kept<SafeContact, 'memberId'> & {
    /** Every member who has this number. */
    ownersOf(e164: string): Promise<OwnerOfNumber[]>
  }
}
