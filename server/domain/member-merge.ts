/**
 * Two records of one person become one (F90), field by field, with a reason; and part again.
 *
 *   two records ── merged, with why ──► one, and the other leads to it ── undone within 30 days, with why ──► two records
 *
 * - The one that stays keeps its id and membership number. The other stays in the database, found by nobody, and its number
 *   leads to the one that stays: the nightly file goes on finding it, so that nobody is made anew or split in two.
 * - Everything that hangs on the other moves: cases, contacts, numbers, who speaks for them, holds, requests, and wrong
 *   answers of today, so that merging never opens a lock. Texts that were stopped hang on the number and move with it.
 * - Wishes about contact and needs: what either asked for holds.
 * - Undone, what moved goes back by the list that was kept, and what the merge wrote is put back, unless somebody changed
 *   it since: then their change stays.
 * Elsewhere: deduplication, golden record.
 */
import type { MemberNeeds } from './member-needs.ts'
import type { Instant, Member } from './records.ts'
import type { NumberRule, SafeContact } from './safe-contact.ts'

export const mergeFields = [
  'firstName',
  'lastName',
  'email',
  'status',
  'joinedOn',
  'branchId',
  'workplaceId',
  'jobTitle',
  'chips',
] as const
export type MergeField = (typeof mergeFields)[number]
type Written = Pick<Member, MergeField | 'recordingRefused' | 'textRelay'>

/** Of a telephone number of a member. */
export interface KeptPhone {
  phoneId: string
  label: string
  missedCallText: number
}
/** What was where before, and what the merge wrote: enough to put everything back. */
export interface MergeTrail {
  /** Table → keys of the rows that moved. */
  moved: Record<string, string[]>
  keeperPhones: KeptPhone[]
  otherPhones: KeptPhone[]
  before: Written
  after: Written
  safe: { keeper: SafeContact | null; other: SafeContact | null; after: SafeContact | null }
  needs: { keeper: MemberNeeds | null; other: MemberNeeds | null; after: MemberNeeds | null }
}
export interface MemberMerge {
  id: string
  keeperId: string
  otherId: string
  why: string
  mergedBy: string
  mergedAt: Instant
  undoneBy: string | null
  undoneAt: Instant | null
  undoneWhy: string | null
  trail: MergeTrail
}

export const undoDays = 30

export const written = (member: Member): Written => ({
  firstName: member.firstName,
  lastName: member.lastName,
  email: member.email,
  status: member.status,
  joinedOn: member.joinedOn,
  branchId: member.branchId,
  workplaceId: member.workplaceId,
  jobTitle: member.jobTitle,
  chips: member.chips,
  recordingRefused: member.recordingRefused,
  textRelay: member.textRelay,
})

/** The fields of `take` come from the other; what protects somebody holds when either has it. */
export function mergedRecord(keeper: Member, other: Member, take: readonly MergeField[]): Written {
  const chosen: Record<string, unknown> = { ...written(keeper) }
  for (const field of take) chosen[field] = other[field]
  return {
    ...(chosen as Written),
    recordingRefused: keeper.recordingRefused || other.recordingRefused,
    textRelay: keeper.textRelay || other.textRelay,
  }
}

/** What either asked for. Null: neither said anything. `by`, `at`: who merges. */
export function bothWishes(
  keeper: SafeContact | null,
  other: SafeContact | null,
  on: { memberId: string; by: string; at: Instant },
): SafeContact | null {
  if (other === null) return keeper
  const own = { memberId: on.memberId, changedBy: on.by, changedAt: on.at }
  if (keeper === null) return { ...other, ...own, version: 1 }
  const either = (one: boolean, two: boolean) => one || two
  return {
    isDiscreet: either(keeper.isDiscreet, other.isDiscreet),
    notAtWork: either(keeper.notAtWork, other.notAtWork),
    textOnly: either(keeper.textOnly, other.textOnly),
    noVoicemail: either(keeper.noVoicemail, other.noVoicemail),
    onlySafeNumbers: either(keeper.onlySafeNumbers, other.onlySafeNumbers),
    neutralSender: either(keeper.neutralSender, other.neutralSender),
    noEmployerEmail: either(keeper.noEmployerEmail, other.noEmployerEmail),
    codeWord: keeper.codeWord ?? other.codeWord,
    hours: keeper.hours.length > 0 ? keeper.hours : other.hours,
    numbers: bothNumbers(keeper.numbers, other.numbers),
    ...own,
    version: keeper.version + 1,
  }
}

/** A number is safe when both who spoke of it say so; a no of either is a no. */
function bothNumbers(
  keeper: Record<string, NumberRule>,
  other: Record<string, NumberRule>,
): Record<string, NumberRule> {
  const all = { ...other, ...keeper }
  for (const [id, one] of Object.entries(keeper)) {
    const two = other[id]
    if (two !== undefined)
      all[id] = {
        isSafe: one.isSafe && two.isSafe,
        noCalls: one.noCalls || two.noCalls,
        noTexts: one.noTexts || two.noTexts,
        noVoicemail: one.noVoicemail || two.noVoicemail,
      }
  }
  return all
}

export function bothNeeds(
  keeper: MemberNeeds | null,
  other: MemberNeeds | null,
  on: { memberId: string; by: string; at: Instant },
): MemberNeeds | null {
  if (other === null) return keeper
  const own = { memberId: on.memberId, changedBy: on.by, changedAt: on.at }
  if (keeper === null) return { ...other, ...own, version: 1 }
  return {
    needs: [...new Set([...keeper.needs, ...other.needs])],
    language: keeper.language ?? other.language,
    words: [keeper.words, other.words]
      .filter((words) => words !== '')
      .join('; ')
      .slice(0, 400),
    ...own,
    version: keeper.version + 1,
  }
}

/** Each field as it was before the merge, unless somebody changed it since. */
export function putBack(now: Member, { before, after }: Pick<MergeTrail, 'before' | 'after'>): Member {
  const fields = Object.keys(before) as (keyof Written)[]
  const back: Record<string, unknown> = {}
  for (const field of fields) if (same(now[field], after[field])) back[field] = before[field]
  return { ...now, ...(back as Partial<Written>) }
}
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Whether a row written by the merge is as the merge left it. */
export const isUntouched = (now: { version: number } | null, after: { version: number } | null): boolean =>
  (now?.version ?? 0) === (after?.version ?? 0)

export const mayUndo = (
  merge: Pick<MemberMerge, 'undoneAt' | 'mergedAt'>,
  now: Instant,
): { refused: 'merge-undone' | 'merge-final' } | null =>
  merge.undoneAt !== null
    ? { refused: 'merge-undone' }
    : Date.parse(now) - Date.parse(merge.mergedAt) > undoDays * 86_400_000
      ? { refused: 'merge-final' }
      : null
