import type { CaseBrief } from './briefs.ts'
import type { TimelineEntry } from './contact-views.ts'

/** The whole timeline of a case, oldest first. */
export interface TimelineOnPaper {
  case: CaseBrief
  fullReference: string
  memberId: string | null
  memberName: string | null
  openedAt: string
  closedAt: string | null
  asOf: string
  entries: TimelineEntry[]
  /** False: there are so many entries that the oldest of a kind are left out. */
  isWhole: boolean
}

export interface TimelineApi {
  'GET /api/timelines/of/:caseId': { response: TimelineOnPaper }
}
