import type { HandOver } from '../domain/hand-over/hand-over.ts'
import type { Kept } from './kept.ts'

export interface HandOverStores {
  handOvers: Kept<HandOver, 'id'> & {
    /** Given and not accepted yet. */
    offeredOf(caseId: string): Promise<HandOver | null>
  }
}
