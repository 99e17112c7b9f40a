/**
 * Law as dated rows. New law is a new row, never an edit: the row before it gets its last day, and a limit that was worked
 * out keeps the id of its row, so that it can be explained for ever.
 *
 * Invariant: exactly one row per claim, nation and trigger day, with no gap and no overlap (its test walks the days).
 */
import type { Span } from './counting.ts'
import type { Day } from './day.ts'

/** England and Wales, Scotland, Northern Ireland. */
export const limitNations = ['EW', 'S', 'NI'] as const
export type LimitNation = (typeof limitNations)[number]

export const claims = [
  'unfair-dismissal',
  'discrimination',
  'detriment',
  'wages',
  'working-time',
  'breach-of-contract',
  'redundancy-pay',
  'equal-pay',
  'industrial-action-dismissal',
  'union-detriment',
  'union-discipline',
  'protective-award',
  'tupe',
  'time-off',
  'part-time-fixed-term',
  'fair-employment',
] as const
export type Claim = (typeof claims)[number]

/** What the clock runs from. */
export type TriggerKind = 'edt' | 'act' | 'due-date' | 'last-day' | 'decision' | 'transfer' | 'dismissals'

export type LimitRule = {
  id: string
  claim: Claim
  nations: readonly LimitNation[]
  trigger: TriggerKind
  /** First and last trigger day that it holds for, both included; null: without end. */
  from: Day | null
  until: Day | null
  span: Span
  /** A second clock; the earlier of both holds. From the day that the member knew. */
  fromKnowledge: Span | null
  conciliation: boolean
  /** What a tribunal asks of a late claim. */
  late: 'not-reasonably-practicable' | 'just-and-equitable' | 'none'
  /** `reported`: not known to be law as it stands here; the shorter of it and the row before it leads. */
  status: 'in-force' | 'reported'
  source: string
  /** How we know: read in the source, from somebody who read it, or general knowledge. */
  confidence: 'read' | 'second-hand' | 'general'
  checkedOn: Day
  /** The person with authority who compared the row with the law; null: nobody yet. */
  verifiedBy: string | null
}

export const ruleFor = (
  rules: readonly LimitRule[],
  { claim, nation, trigger }: { claim: Claim; nation: LimitNation; trigger: Day },
): LimitRule | null =>
  rules.find(
    (rule) =>
      rule.claim === claim &&
      rule.nations.includes(nation) &&
      (rule.from === null || rule.from <= trigger) &&
      (rule.until === null || trigger <= rule.until),
  ) ?? null

/** The row that held before this one in this nation, or null. */
export const ruleBefore = (
  rules: readonly LimitRule[],
  rule: LimitRule,
  nation: LimitNation,
): LimitRule | null =>
  rules
    .filter(
      (other) =>
        other.claim === rule.claim &&
        other.nations.includes(nation) &&
        other.until !== null &&
        rule.from !== null &&
        other.until < rule.from,
    )
    .toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0] ?? null
