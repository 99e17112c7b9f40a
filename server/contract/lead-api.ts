import { z } from 'zod'
import type { Allowed, PersonBrief } from './briefs.ts'
import type { Signpost } from './eligibility-words.ts'

export const openLead = z.object({
  name: z.string().max(200),
  number: z.string().max(40),
  workplace: z.string().max(200),
  about: z.string().max(500),
  /** They said that an organiser may ring them. */
  hasConsent: z.boolean(),
})
export const settleLead = z.object({
  version: z.number().int().positive(),
  as: z.enum(['joined', 'not-now']),
})

export interface LeadView {
  id: string
  version: number
  contactId: string
  caseId: string
  state: 'open' | 'joined' | 'not-now'
  name: string
  number: string
  workplace: string
  about: string
  organiser: PersonBrief | null
  dueAt: string
  settle: Allowed
}
/** What to say to somebody who is no member yet, and what was begun. */
export interface JoinPathView {
  contactId: string
  /** The number they rang from, to be asked whether it is the right one. */
  number: string | null
  say: readonly string[]
  signposts: readonly Signpost[]
  lead: LeadView | null
  open: Allowed
}
/** Those who wait for an organiser, and what came of all others. */
export interface LeadsView {
  open: LeadView[]
  joined: number
  notNow: number
}

export interface LeadApi {
  'GET /api/leads': { response: LeadsView }
  'GET /api/leads/of/:contactId': { response: JoinPathView }
  'POST /api/leads/of/:contactId': { request: z.input<typeof openLead>; response: JoinPathView }
  'POST /api/leads/:id/settle': { request: z.input<typeof settleLead>; response: LeadsView }
}
