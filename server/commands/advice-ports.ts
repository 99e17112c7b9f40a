import type { Advice } from '../domain/advice.ts'
import type { Kept } from './kept.ts'

export interface AdviceStores {
  advice: Kept<Advice, 'id'> & {
    byClientId(clientId: string): Promise<Advice | null>
    /** The signature of the entry written last on the case; null: it has none. */
    lastSignature(caseId: string): Promise<string | null>
    /** SHA-256 in hexadecimal digits. */
    sign(words: string): string
  }
}
