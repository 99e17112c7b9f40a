import type { PersonBrief } from './briefs.ts'

/** Who may know one case. */
export interface CaseSealView {
  caseId: string
  /** Null: everybody who reads cases may know it. */
  seal: { why: string; at: string; by: string; hasOtherSide: boolean } | null
  owner: PersonBrief | null
  named: PersonBrief[]
  conflicted: PersonBrief[]
  /** Colleagues with nothing to do with it yet, by name. */
  others: PersonBrief[]
  /** Until when the reader may look, who broke the glass for it. */
  openUntil: string | null
  /** Whether the reader decides who may know it. */
  isDecider: boolean
}
export interface OpeningView {
  id: string
  caseId: string
  reference: string
  by: string
  why: string
  openedAt: string
  endsAt: string
  isOver: boolean
  seen: { by: string; at: string } | null
}
export interface OpeningsView {
  openings: OpeningView[]
  unseen: number
}
