/**
 * Two cases that were one matter become one, and a matter that was two becomes two (F66).
 *
 *   merge:  from (open or closed) ──► closed, "merged into", its rows on `into` ──take back──► as it was, with its rows
 *   split:  chosen rows of `from` ──► a new case beside it; taken back by merging the new one
 *
 * Nothing is copied: a row is on one case. Which rows moved is written down, so that taking back moves exactly those that
 * are still where they went. The number of a merged case finds it, and its page says where everything is.
 *
 * What a case has once (what the member wants, its type and answers, what support is open) goes along where the other case
 * has none. Sealed cases are neither merged nor split: a seal is on one case, and moving would carry rows around it.
 */
import type { Case, Instant } from './records.ts'

export interface CaseMove {
  id: string
  kind: 'merge' | 'split'
  fromCaseId: string
  intoCaseId: string
  why: string
  movedBy: string
  movedAt: Instant
  /** Of `from`, for taking back a merge. */
  titleBefore: string
  statusBefore: Case['status']
  closedBefore: Instant | null
  undoneBy: string | null
  undoneAt: Instant | null
  undoneWhy: string | null
}

/** The title of a merged case, which says nothing of what it was about: the other one may be sealed one day. */
export const mergedTitle = 'Merged into another case'

/** What can be chosen for a split; a merge takes everything. */
export type SplitPart = 'contacts' | 'case_events' | 'documents' | 'follow_ups' | 'deadlines'

type No =
  | 'same-case'
  | 'other-member'
  | 'case-closed'
  | 'case-merged'
  | 'sealed-stays'
  | 'both-at-branch'
  | 'move-unexplained'

/** Why `from` may not go into `into`; null when it may. */
export function whyNotMerge(input: {
  from: Pick<Case, 'id' | 'memberId'>
  into: Pick<Case, 'id' | 'memberId' | 'status'>
  isFromMerged: boolean
  isOneSealed: boolean
  areBothAtBranch: boolean
  why: string
}): No | null {
  const { from, into } = input
  if (from.id === into.id) return 'same-case'
  if (input.isOneSealed) return 'sealed-stays'
  if (input.isFromMerged) return 'case-merged'
  if (into.status === 'closed') return 'case-closed'
  // A number that nobody was matched to may turn out to be the member's.
  if (from.memberId !== null && into.memberId !== null && from.memberId !== into.memberId)
    return 'other-member'
  if (input.areBothAtBranch) return 'both-at-branch'
  return input.why.trim() === '' ? 'move-unexplained' : null
}

/** As it is while it is merged. */
export const asMerged = (from: Case, now: Instant): Case => ({
  ...from,
  version: from.version + 1,
  title: mergedTitle,
  status: 'closed',
  closedAt: from.closedAt ?? now,
  nextStep: null,
  nextStepDue: null,
  updatedAt: now,
})

/** As it was before. */
export const asBefore = (from: Case, move: CaseMove, now: Instant): Case => ({
  ...from,
  version: from.version + 1,
  title: move.titleBefore,
  status: move.statusBefore,
  closedAt: move.closedBefore,
  updatedAt: now,
})

/** What the one that takes gains: who to turn to, whose it is, and when the member was last heard. */
export const asTaking = (into: Case, from: Case, now: Instant): Case => ({
  ...into,
  version: into.version + 1,
  memberId: into.memberId ?? from.memberId,
  callerNumber: into.callerNumber ?? from.callerNumber,
  ownerId: into.ownerId ?? from.ownerId,
  status: into.status === 'new' && from.ownerId !== null ? 'open' : into.status,
  lastContactAt:
    [into.lastContactAt, from.lastContactAt]
      .filter((at) => at !== null)
      .toSorted()
      .at(-1) ?? null,
  updatedAt: now,
})
