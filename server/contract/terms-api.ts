import { z } from 'zod'
import type { PersonBrief } from './briefs.ts'

/** How somebody said it. */
export const termsChannelWords = {
  telephone: 'By telephone',
  meeting: 'In a meeting',
  writing: 'In writing',
} as const
export type SaidChannel = keyof typeof termsChannelWords
const channels = Object.keys(termsChannelWords) as [SaidChannel, ...SaidChannel[]]

const id = z.string().min(1).max(64)
export const askTerms = z.object({
  /** A repeat with the same id is the same text. */
  clientId: z.string().min(8).max(64),
  termsId: id,
  number: z.string().max(20),
})
export const noteTerms = z.object({
  termsId: id,
  isAccepted: z.boolean(),
  channel: z.enum(channels),
  contactId: id.nullable(),
})
export const publishTerms = z.object({ words: z.string().max(5000), after: z.int().min(0) })

export interface TermsAnswerView {
  id: string
  state: 'asked' | 'accepted' | 'declined' | 'withdrawn'
  channel: SaidChannel | 'text'
  number: number
  at: string
  /** Null: by their own text. */
  by: PersonBrief | null
}
export interface TermsView {
  /** The words in use; null: none were published. */
  current: { id: string; number: number; words: string } | null
  /** Newest first. */
  answers: TermsAnswerView[]
  /** Numbers they can be texted at. */
  numbers: { number: string; shown: string }[]
}
export interface AdminTermsView {
  /** Newest first. */
  versions: { number: number; words: string; at: string; by: PersonBrief | null; accepted: number }[]
  longest: number
}

export interface TermsApi {
  'GET /api/terms/of/:caseId': { response: TermsView }
  'POST /api/terms/ask/:caseId': { request: z.input<typeof askTerms>; response: TermsView }
  'POST /api/terms/note/:caseId': { request: z.input<typeof noteTerms>; response: TermsView }
  'GET /api/admin/terms': { response: AdminTermsView }
  'POST /api/admin/terms': { request: z.input<typeof publishTerms>; response: AdminTermsView }
}
