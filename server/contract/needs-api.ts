import { z } from 'zod'
import type { PersonBrief } from './briefs.ts'
import { type NeedKindWord, needWords } from './needs-words.ts'

const kinds = Object.keys(needWords) as [NeedKindWord]
/** `version` 0: nothing was said before. */
export const saveNeeds = z.object({
  version: z.number().int().min(0),
  needs: z.array(z.enum(kinds)).max(20),
  language: z.string().max(20).nullable(),
  words: z.string().max(200),
})

export interface NeedsView {
  version: number
  needs: NeedKindWord[]
  language: string | null
  words: string
  /** Everything of it in sentences, most pressing first; empty: nothing special. */
  lines: string[]
  changed: { by: PersonBrief | null; at: string } | null
  /** What the form offers. */
  languages: { code: string; name: string }[]
}

export interface NeedsApi {
  'GET /api/needs/of/:memberId': { response: NeedsView }
  'PUT /api/needs/of/:memberId': { request: z.input<typeof saveNeeds>; response: NeedsView }
}
