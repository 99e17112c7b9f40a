/** Group cases: one issue, many members, a private sub-file each. */
import { z } from 'zod'
import type { Allowed, CaseBrief, MemberBrief, PersonBrief } from './briefs.ts'
import { changeCase, openCase } from './requests.ts'
import type { CaseStatus } from './words.ts'

export const openGroup = z.object({ title: z.string().max(200), kind: openCase.shape.kind })
export const addToGroup = z.object({ pasted: z.string().max(20_000) })
export const closeGroup = z.object({
  version: z.number().int().nonnegative(),
  outcome: changeCase.shape.outcome.unwrap(),
  wanted: changeCase.shape.wanted,
  remedy: changeCase.shape.remedy,
  /** The sub-files that get the same outcome. */
  alsoIds: z.array(z.string().min(1).max(64)).max(1_000),
})

/** One member of a group, as far as whoever looks may know their sub-file. */
export interface GroupMember {
  caseId: string
  reference: string
  status: CaseStatus
  owner: PersonBrief | null
  member: MemberBrief | null
  /** Their nearest live legal date. */
  nextDate: { claim: string; words: string; daysLeft: number; isConfirmed: boolean } | null
  /** Why it does not close with the group; null: it may. */
  stays: { is: 'closed' | 'sealed' | 'deadline-live'; words: string } | null
}
export interface GroupView {
  /** Of a group case: its members, those with the nearest legal date first. Null: this case is none. */
  members: GroupMember[] | null
  /** How many of the members at each workplace are in the group. */
  sites: { workplace: string; inGroup: number; members: number }[]
  add: Allowed
  /** Of a sub-file: the group case. It never says who else is in it. */
  partOf: CaseBrief | null
}

/** What became of one line that was pasted. */
export interface PasteAnswer {
  line: string
  answer:
    | 'added'
    | 'already-in'
    | 'several'
    | 'not-found'
    | 'unreadable'
    | 'closed'
    | 'no-member'
    | 'in-another-group'
  words: string
  /** Whom it means, or may mean. */
  members: MemberBrief[]
}

export interface GroupApi {
  'POST /api/groups': { request: z.input<typeof openGroup>; response: { caseId: string } }
  'GET /api/groups/of/:caseId': { response: GroupView }
  'POST /api/groups/of/:caseId/members': {
    request: z.input<typeof addToGroup>
    response: { group: GroupView; answers: PasteAnswer[] }
  }
  'POST /api/groups/of/:caseId/close': { request: z.input<typeof closeGroup>; response: GroupView }
}
