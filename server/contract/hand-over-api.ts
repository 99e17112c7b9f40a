import { z } from 'zod'
import type { Allowed, CaseBrief, PersonBrief } from './briefs.ts'

const version = z.int().positive()
export const acceptCase = z.object({
  version,
  /** Where the member is texted who looks after the case; null: not at all. */
  number: z.string().max(20).nullable(),
  /** A repeat with the same id is the same text. */
  clientId: z.string().min(8).max(64),
})
export const sendCaseBack = z.object({ version, why: z.string().max(500) })

/** The parts of a brief, in their order. */
export const briefPartWords = {
  facts: 'What happened',
  dates: 'Legal dates',
  promise: 'Promised to the member',
  'next-step': 'What happens next',
  documents: 'Documents',
  wish: 'What the member wants',
  risk: 'What could go wrong',
} as const

export interface BriefPartView {
  key: keyof typeof briefPartWords
  lines: string[]
  /** What is not there and should be; empty: whoever adopts the case misses nothing here. */
  missing: string[]
}

export interface HandOverView {
  id: string
  version: number
  state: 'offered' | 'accepted' | 'returned' | 'superseded'
  from: PersonBrief
  to: PersonBrief
  note: string
  isReturn: boolean
  givenAt: string
  settledAt: string | null
  actions: { accept: Allowed; sendBack: Allowed }
}

export interface CaseBriefView {
  case: CaseBrief
  memberName: string | null
  /** Seven, always. */
  parts: BriefPartView[]
  /** The newest; null: it was never handed over. */
  handOver: HandOverView | null
  /** Where the member can be texted. */
  numbers: { number: string; shown: string }[]
  asOf: string
}

export interface HandOverApi {
  'GET /api/hand-overs/of/:caseId': { response: CaseBriefView }
  'POST /api/hand-overs/:id/accept': { request: z.input<typeof acceptCase>; response: CaseBriefView }
  'POST /api/hand-overs/:id/send-back': { request: z.input<typeof sendCaseBack>; response: CaseBriefView }
}
