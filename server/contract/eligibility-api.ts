import { z } from 'zod'
import type { Allowed, PersonBrief } from './briefs.ts'
import type { Signpost, SupportWord } from './eligibility-words.ts'

/** A calendar day as it was typed; whether it exists is said by the domain. */
export const assessEligibility = z.object({ happenedOn: z.string().max(20) })
export const decideSupport = z.object({
  version: z.number().int().positive(),
  support: z.enum(['full', 'internal-only', 'advice-once']),
  why: z.string().max(500),
})

export interface SupportView {
  support: SupportWord
  title: string
  short: string
  /** Why, to be read out. */
  why: string
  offers: readonly string[]
  signposts: readonly Signpost[]
}
/** What support is open for a case. */
export interface EligibilityView {
  caseId: string
  /** Null where the case is nobody's yet. */
  member: { name: string; joinedOn: string | null; membershipAge: string | null; standing: string } | null
  assessment:
    | (SupportView & {
        id: string
        version: number
        happenedOn: string
        happenedWords: string
        rule: { id: string; source: string }
        by: PersonBrief | null
        at: string
        decision: {
          support: SupportWord
          title: string
          short: string
          why: string
          by: PersonBrief | null
          at: string
        } | null
      })
    | null
  actions: { assess: Allowed; decide: Allowed }
}

export interface EligibilityApi {
  'GET /api/eligibility/of/:caseId': { response: EligibilityView }
  'PUT /api/eligibility/of/:caseId': { request: z.input<typeof assessEligibility>; response: EligibilityView }
  'POST /api/eligibility/of/:caseId/decision': {
    request: z.input<typeof decideSupport>
    response: EligibilityView
  }
}
