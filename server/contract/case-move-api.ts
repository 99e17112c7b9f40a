import { z } from 'zod'
import type { CaseBrief, PersonBrief } from './briefs.ts'

const why = z.string().max(500)
const ids = z.array(z.string().min(1).max(100)).max(500)
export const mergeCase = z.object({
  /** "CX-10482", or its number. */
  into: z.string().max(40),
  why,
})
export const undoMove = z.object({ why })
export const splitCase = z.object({
  title: z.string().max(200),
  why,
  contacts: ids,
  notes: ids,
  documents: ids,
  followUps: ids,
  deadlines: ids,
})

export interface CaseMoveView {
  id: string
  /** The other case; null when it is one that this person may not know. */
  other: CaseBrief | null
  why: string
  by: PersonBrief
  at: string
  /** What the case that was merged was called. */
  title: string
}
export interface CaseMovesView {
  /** This case was merged, and everything is there. */
  mergedInto: CaseMoveView | null
  /** Cases that were merged into this one and can be given back. */
  absorbed: CaseMoveView[]
  /** What can be split off, newest first. */
  parts: {
    contacts: { id: string; words: string; at: string }[]
    notes: { id: string; words: string; at: string }[]
    documents: { id: string; words: string; at: string }[]
    followUps: { id: string; words: string; at: string }[]
    deadlines: { id: string; words: string; at: string }[]
  }
}

export interface CaseMoveApi {
  'GET /api/case-moves/of/:caseId': { response: CaseMovesView }
  'POST /api/case-moves/merge/:caseId': {
    request: z.input<typeof mergeCase>
    response: { caseId: string }
  }
  'POST /api/case-moves/split/:caseId': {
    request: z.input<typeof splitCase>
    response: { caseId: string }
  }
  'POST /api/case-moves/:id/undo': { request: z.input<typeof undoMove>; response: { caseId: string } }
}
