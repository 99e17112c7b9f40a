import { z } from 'zod'
import type { Allowed, PersonBrief } from './briefs.ts'

/** How a member was advised. */
export const adviceWayWords = {
  telephone: 'By telephone',
  text: 'By text',
  writing: 'In writing',
  meeting: 'In a meeting',
} as const
export type AdviceWay = keyof typeof adviceWayWords
const ways = Object.keys(adviceWayWords) as [AdviceWay, ...AdviceWay[]]

const words = {
  way: z.enum(ways, { error: 'Choose how.' }),
  what: z.string().max(10_000),
  basis: z.string().max(2000),
  givenAt: z.iso.datetime({ offset: true, message: 'Choose a date and time.' }),
}
export const logAdvice = z.object({
  /** A repeat with the same id is the same entry. */
  clientId: z.string().min(8).max(64),
  ...words,
  /** The entry that this one corrects. */
  corrects: z.string().max(64).nullable(),
})
export const changeAdvice = z.object({ version: z.int().min(1), ...words })

export interface AdviceEntryView {
  id: string
  version: number
  way: AdviceWay
  what: string
  basis: string
  givenAt: string
  by: PersonBrief
  writtenAt: string
  /** From then on nobody changes it. */
  fixedAt: string
  isFixed: boolean
  corrects: string | null
  correctedBy: string | null
  sha256: string
  /** False: the row no longer fits what was signed. */
  isAsSigned: boolean
  change: Allowed
}
export interface AdviceView {
  /** "CX-10482-U". */
  reference: string
  title: string
  /** Newest first. */
  entries: AdviceEntryView[]
}

export interface AdviceApi {
  'GET /api/advice/of/:caseId': { response: AdviceView }
  'POST /api/advice/of/:caseId': { request: z.input<typeof logAdvice>; response: AdviceView }
  'PUT /api/advice/:id': { request: z.input<typeof changeAdvice>; response: AdviceView }
}
