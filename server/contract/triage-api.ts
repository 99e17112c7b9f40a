import { z } from 'zod'
import type { Allowed, PersonBrief } from './briefs.ts'

export const triageWords = { first: 'First', soon: 'Soon', 'in-turn': 'In turn' } as const
export type TriageWord = keyof typeof triageWords
const bands = Object.keys(triageWords) as [TriageWord, ...TriageWord[]]

export const setTriage = z.object({
  /** 0: it was never set. */
  version: z.int().min(0),
  /** Null: by its parts again. */
  band: z.enum(bands).nullable(),
  why: z.string().max(500),
})

/** Which comes first, and why. */
export interface TriageBrief {
  band: TriageWord
  score: number
  /** Need first, then what runs out, then how exposed they are. */
  parts: { words: string; points: number }[]
  isSetByHand: boolean
}
export interface TriageView extends TriageBrief {
  version: number
  /** What the parts alone say. */
  byParts: TriageWord
  setByHand: { why: string; by: PersonBrief; at: string } | null
  /** `asOf` in words. */
  rules: { asOf: string; source: string }
  actions: { set: Allowed }
}

export interface TriageApi {
  'GET /api/triage/of/:caseId': { response: TriageView }
  'PUT /api/triage/of/:caseId': { request: z.input<typeof setTriage>; response: TriageView }
}
