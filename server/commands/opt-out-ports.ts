import type { OptOut } from '../domain/text-purpose.ts'

export interface OptOutStores {
  optOuts: {
    /** Every STOP of this number that still holds, oldest first. */
    of(phoneId: string): Promise<OptOut[]>
    /** Kept once for each of our numbers. */
    insert(optOut: OptOut): Promise<void>
    remove(of: Pick<OptOut, 'phoneId' | 'ourNumber'>): Promise<void>
  }
}
