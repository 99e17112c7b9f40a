import type { AccessRequest, ItemDecision } from '../domain/data-rights/access-request.ts'
import type { Kept } from './kept.ts'

export interface DataRightsStores {
  accessRequests: Kept<AccessRequest, 'id'> & {
    /** Not given yet, of this member. */
    openOf(memberId: string): Promise<AccessRequest | null>
  }
  accessDecisions: {
    /** Replaces what was decided before. */
    put(decision: ItemDecision): Promise<void>
    ofRequest(requestId: string): Promise<ItemDecision[]>
  }
}
