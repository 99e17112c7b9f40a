import { z } from 'zod'
import type { Allowed, PersonBrief } from './briefs.ts'

export const audienceWords = {
  workplace: 'Workplace',
  employer: 'Employer',
  branch: 'Branch',
  group: 'Group case',
} as const
export type AudienceWord = keyof typeof audienceWords
const kinds = Object.keys(audienceWords) as [AudienceWord, ...AudienceWord[]]

export const leftOutWords = {
  'no-number': 'No number we know',
  landline: 'A landline only',
  'same-number': 'Shares a number that gets it already',
  'opted-out': 'Replied STOP',
  'not-safe': 'Asked not to be texted there',
  discretion: 'Asked for discretion, and the words say too much',
  stopped: 'Not texted before it was stopped',
} as const
export type LeftOutWord = keyof typeof leftOutWords

export const previewCohortText = z.object({
  audience: z.object({ kind: z.enum(kinds), id: z.string().max(64) }),
  lineId: z.string().max(64),
  body: z.string().max(20_000),
  /** Why it goes at any hour; null: not in the quiet ones. */
  urgentWhy: z.string().max(500).nullable(),
})
export const cohortTextVersion = z.object({ version: z.int().positive() })

export interface AudienceView {
  kind: AudienceWord
  id: string
  name: string
}
export interface CohortTextView {
  id: string
  version: number
  audience: AudienceView
  body: string
  urgentWhy: string | null
  state: 'previewed' | 'running' | 'stopped' | 'done'
  by: PersonBrief
  at: string
  settledAt: string | null
  texted: number
  waiting: number
  /** Of `texted`: what Twilio could not deliver. */
  failed: number
  /** By reason, with the first of their names. */
  leftOut: { because: LeftOutWord; count: number; names: string[] }[]
  /** What one of them reads, and how many texts it is for each and for all. */
  sample: string
  segments: { each: number; all: number }
  /** It is a quiet hour now: it begins at half past eight. */
  waitsForMorning: boolean
  actions: { send: Allowed; stop: Allowed }
}
export interface CohortTextsView {
  /** The newest first; one's own preview before all others. */
  texts: CohortTextView[]
  lines: { id: string; name: string; number: string }[]
}

export interface CohortTextApi {
  'GET /api/cohort-texts': { response: CohortTextsView }
  'GET /api/cohort-texts/audiences': { query: { q?: string }; response: { audiences: AudienceView[] } }
  'POST /api/cohort-texts': { request: z.input<typeof previewCohortText>; response: CohortTextsView }
  'POST /api/cohort-texts/:id/send': {
    request: z.input<typeof cohortTextVersion>
    response: CohortTextsView
  }
  'POST /api/cohort-texts/:id/stop': {
    request: z.input<typeof cohortTextVersion>
    response: CohortTextsView
  }
}
