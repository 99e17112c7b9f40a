import { z } from 'zod'
import type { PersonBrief } from './briefs.ts'

const why = z.string().max(500)
export const placeHold = z.object({ why })
export const liftHold = z.object({ why })

export interface HoldView {
  id: string
  /** What is kept: "CX-10482", or the member's name. */
  of: string
  path: string
  why: string
  placedBy: PersonBrief
  placedAt: string
  lifted: { by: PersonBrief; at: string; why: string } | null
}
/** Those that keep a case: its own and its member's. Or those that keep a member. */
export interface HoldsView {
  standing: HoldView[]
  lifted: HoldView[]
}

export interface HoldApi {
  /** Every hold that stands, oldest first, and the last hundred that were lifted. */
  'GET /api/holds': { response: HoldsView }
  'GET /api/holds/case/:id': { response: HoldsView }
  'GET /api/holds/member/:id': { response: HoldsView }
  'POST /api/holds/case/:id': { request: z.input<typeof placeHold>; response: HoldsView }
  'POST /api/holds/member/:id': { request: z.input<typeof placeHold>; response: HoldsView }
  'POST /api/holds/:id/lift': { request: z.input<typeof liftHold>; response: HoldsView }
}
