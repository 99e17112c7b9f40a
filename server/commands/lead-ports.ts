import type { Lead } from '../domain/lead.ts'
import type { Kept } from './kept.ts'

export interface LeadStores {
  leads: Kept<Lead, 'id'> & {
    ofContact(contactId: string): Promise<Lead | null>
    /** Officials who have not left, with how many open leads each has. */
    organisers(): Promise<{ id: string; open: number }[]>
  }
}
