import type { LegalHold } from '../domain/legal-hold.ts'
import type { Kept } from './kept.ts'

export interface HoldStores {
  holds: Kept<LegalHold, 'id'>
}
