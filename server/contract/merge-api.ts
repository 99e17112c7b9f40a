import { z } from 'zod'
import type { Allowed, PersonBrief } from './briefs.ts'
import { type MergeFieldWord, mergeFieldWords } from './merge-words.ts'

const fields = Object.keys(mergeFieldWords) as [MergeFieldWord]
const why = z.string().max(500)
export const mergeMembers = z.object({
  otherId: z.string().min(1).max(64),
  version: z.number().int(),
  otherVersion: z.number().int(),
  /** Fields that come from the other record. */
  take: z.array(z.enum(fields)).max(20),
  why,
})
export const undoMerge = z.object({ why })

export interface MergeSide {
  id: string
  version: number
  name: string
  membershipNumber: string
  /** "2 cases, 1 of them open", "14 calls and texts": what whoever looks may know of. */
  has: string[]
}
export interface MergeCompareView {
  keeper: MergeSide
  other: MergeSide
  fields: { field: MergeFieldWord; label: string; keeper: string; other: string; isSame: boolean }[]
  merge: Allowed
}
export interface MergeView {
  id: string
  /** The record that leads to this member: "Aisha Kahn, M-204118". */
  of: string
  why: string
  by: PersonBrief
  at: string
  undo: Allowed
  undone: { by: PersonBrief; at: string; why: string } | null
}
export interface MergesView {
  memberId: string
  merges: MergeView[]
  /** Who might be the same person, and why that is thought. */
  alike: { id: string; name: string; membershipNumber: string; because: string }[]
}

export interface MergeApi {
  'GET /api/merges/of/:memberId': { response: MergesView }
  /** `other`: an id, or a membership number. */
  'GET /api/merges/compare/:memberId/:other': { response: MergeCompareView }
  'POST /api/merges/of/:memberId': { request: z.input<typeof mergeMembers>; response: MergesView }
  'POST /api/merges/:id/undo': { request: z.input<typeof undoMerge>; response: MergesView }
}
