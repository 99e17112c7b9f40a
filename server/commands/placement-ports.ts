import type { Placement } from '../domain/placement.ts'
import type { Kept } from './kept.ts'

export interface PlacementStores {
  placements: Kept<Placement, 'id'> & {
    /** Those that hold, of everybody. */
    open(): Promise<Placement[]>
    /** Who is taken off this queue now. Holds nothing: a call that comes waits for no supervisor. */
    takenOff(queueId: string): Promise<string[]>
  }
}
