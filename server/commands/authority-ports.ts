import type { Authority, ContactSpeaker } from '../domain/authority.ts'
import type { Kept } from './kept.ts'

export interface AuthorityStores {
  authorities: Kept<Authority, 'id'>
  contactSpeakers: {
    find(contactId: string): Promise<ContactSpeaker | null>
    /** Replaces what was said before; null: the member speaks. */
    set(contactId: string, speaker: ContactSpeaker | null): Promise<void>
  }
}
