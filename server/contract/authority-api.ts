import { z } from 'zod'
import type { AuthorityGroundWord, AuthorityScopeWord } from './authority-words.ts'
import { authorityGroundWords, authorityScopeWords } from './authority-words.ts'
import type { PersonBrief } from './briefs.ts'
import type { ContactView } from './contact-views.ts'

const keysOf = <T extends object>(table: T) => Object.keys(table) as [keyof T & string]
const day = z.string().max(10)
export const giveAuthority = z.object({
  name: z.string().max(100),
  relation: z.string().max(60),
  number: z.string().max(30),
  caseId: z.string().max(64).nullable(),
  scope: z.array(z.enum(keysOf(authorityScopeWords))).max(10),
  ground: z.enum(keysOf(authorityGroundWords)),
  fromDay: day,
  untilDay: day,
})
export const renewAuthority = z.object({ version: z.number().int(), untilDay: day })
export const withdrawAuthority = z.object({ version: z.number().int(), why: z.string().max(500) })
/** Null: it is the member themselves. */
export const noteSpeaker = z.object({ authorityId: z.string().max(64).nullable() })

export interface AuthorityView {
  id: string
  version: number
  name: string
  relation: string
  number: string | null
  /** The one case it is for; null: all of the member's matters. */
  matter: { id: string; reference: string } | null
  scope: AuthorityScopeWord[]
  ground: AuthorityGroundWord
  state: 'stands' | 'not-yet' | 'expired' | 'withdrawn'
  /** "Until 31 December 2026", "Ran out on 2 October 2026" */
  stateWords: string
  fromDay: string
  untilDay: string
  given: { by: PersonBrief; at: string }
  withdrawn: { by: PersonBrief; at: string; why: string } | null
}
/** Those that stand first, then what ran out, then what was withdrawn. */
export interface AuthoritiesView {
  items: AuthorityView[]
}

export interface AuthorityApi {
  'GET /api/authorities/of/:memberId': { response: AuthoritiesView }
  'POST /api/authorities/of/:memberId': { request: z.input<typeof giveAuthority>; response: AuthoritiesView }
  'POST /api/authorities/:id/renew': { request: z.input<typeof renewAuthority>; response: AuthoritiesView }
  'POST /api/authorities/:id/withdraw': {
    request: z.input<typeof withdrawAuthority>
    response: AuthoritiesView
  }
  'PUT /api/authorities/call/:contactId': { request: z.input<typeof noteSpeaker>; response: ContactView }
}
