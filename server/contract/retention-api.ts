import { z } from 'zod'
import type { PersonBrief } from './briefs.ts'

const kind = z.enum(['recordings', 'contacts', 'cases'])
const version = z.int().min(1)
export const changeRetention = z.object({
  kind,
  version,
  /** Null for recordings: each line has its own. */
  days: z.int().nullable(),
  byItself: z.boolean(),
})
export const approveErasure = z.object({ version })

export type RetentionKind = z.infer<typeof kind>

export interface RetentionRuleView {
  kind: RetentionKind
  version: number
  days: number | null
  /** Fewest and most days; null where each line has its own. */
  between: readonly [number, number] | null
  /** "Service line: 180 days" where each line has its own. */
  lines: { name: string; days: number }[]
  byItself: boolean
  nextAt: string
}

export interface ErasureBrief {
  id: string
  version: number
  kind: RetentionKind
  state: 'proposed' | 'erasing' | 'done'
  proposedAt: string
  /** Null: not yet. Without a person: by the rule itself. */
  approved: { at: string; by: PersonBrief | null } | null
  doneAt: string | null
  /** SHA-256 of the certificate, once it is done. */
  seal: string | null
  due: number
  held: number
  erased: number
  /** Gone here, and not yet at Twilio. */
  waitingAtTwilio: number
  refusedByTwilio: number
}

export interface ErasureView extends ErasureBrief {
  /** What is held, by name: at most 200. */
  heldItems: { about: string; path: string | null }[]
  /** What goes or has gone: at most 200, oldest first. */
  items: { about: string; path: string | null; sha256: string | null }[]
  /** What Twilio did not delete, in its words. */
  refusals: string[]
  /** Every record in a line: record|state|hash|when|what. Its SHA-256 is the seal. Null until done. */
  certificate: string | null
}

export interface RetentionView {
  rules: RetentionRuleView[]
  /** Newest first, at most 100. */
  erasures: ErasureBrief[]
}

export interface RetentionApi {
  'GET /api/retention': { response: RetentionView }
  'PUT /api/retention': { request: z.input<typeof changeRetention>; response: RetentionView }
  'GET /api/retention/:id': { response: ErasureView }
  'POST /api/retention/:id/approve': { request: z.input<typeof approveErasure>; response: ErasureView }
  'POST /api/retention/:id/again': { response: ErasureView }
}
