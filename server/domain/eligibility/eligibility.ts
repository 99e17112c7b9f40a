/**
 * What support is open to a member for one matter: said with its reason, never enforced in silence, and never a dead end.
 *
 *   known: joined on, happened on, standing ──rule of that day──► full │ internal only │ advice once
 *                                                                      └── the branch decides otherwise, with words
 *
 * - Counted in days between joining and what happened: joined 14 Sep, happened 5 Oct is 21 days. 28 are four weeks.
 * - What happened before they joined is said as such, whatever their standing now.
 * - A decision of the branch stands beside the rule's answer and never replaces it.
 */
import { type Day, dayInWords, daysBetween } from '../deadlines/day.ts'
import type { Instant } from '../records.ts'
import { type EligibilityReason, type EligibilityRule, ruleOn, type Support } from './eligibility-rules.ts'

export interface EligibilityFacts {
  joinedOn: Day | null
  happenedOn: Day
  /** As the membership system says it: "Paid up", "In arrears", "Lapsed". */
  standing: string
}
export interface Eligibility {
  support: Support
  reason: EligibilityReason
  /** Days in membership on the day it happened, negative before joining; null: nobody knows since when. */
  days: number | null
  ruleId: string
}
/** Kept as it was found, so that it can be explained when the member has paid, or the rule has changed. */
export interface EligibilityAssessment extends Eligibility {
  id: string
  version: number
  caseId: string
  memberId: string
  happenedOn: Day
  joinedOn: Day | null
  standing: string
  assessedBy: string
  assessedAt: Instant
  /** What the branch allows beyond or short of the rule. */
  decision: { support: Support; why: string; by: string; at: Instant } | null
}
export type EligibilityNo =
  | 'joined-unknown'
  | 'no-eligibility-rule'
  | 'happens-in-future'
  | 'why-required'
  | 'stale-version'

const isArrears = (standing: string): boolean => /arrear/i.test(standing)
const isMember = (standing: string): boolean => !/laps|resign|expel|no longer|deceas|left/i.test(standing)

export function eligibility(
  facts: EligibilityFacts,
  given: { today: Day; rules?: readonly EligibilityRule[] },
): Eligibility | { refused: EligibilityNo } {
  if (facts.happenedOn > given.today) return { refused: 'happens-in-future' }
  const rule = ruleOn(facts.happenedOn, given.rules)
  if (rule === null) return { refused: 'no-eligibility-rule' }
  if (facts.joinedOn === null) return { refused: 'joined-unknown' }
  const days = daysBetween(facts.joinedOn, facts.happenedOn)
  const reason: EligibilityReason =
    days < 0
      ? 'before-joining'
      : !isMember(facts.standing)
        ? 'not-in-membership'
        : days < rule.membershipDays
          ? 'too-new'
          : isArrears(facts.standing)
            ? 'arrears'
            : 'in-time'
  return { support: rule.gives[reason], reason, days, ruleId: rule.id }
}

/** The branch decides, with words; the rule's answer stays beside it. */
export const decideSupport = (
  assessment: EligibilityAssessment,
  given: { version: number; support: Support; why: string; by: string; at: Instant },
): { next: EligibilityAssessment } | { refused: EligibilityNo } => {
  if (given.version !== assessment.version) return { refused: 'stale-version' }
  const why = given.why.trim()
  if (why === '') return { refused: 'why-required' }
  return {
    next: {
      ...assessment,
      version: assessment.version + 1,
      decision: { support: given.support, why, by: given.by, at: given.at },
    },
  }
}

export const supportOf = ({
  support,
  decision,
}: Pick<EligibilityAssessment, 'support' | 'decision'>): Support => decision?.support ?? support

/** "7 years 6 months", "3 weeks", "5 days" */
export function membershipAge(joinedOn: Day, on: Day): string {
  const days = daysBetween(joinedOn, on)
  if (days < 0) return 'not yet a member'
  if (days < 14) return days === 1 ? '1 day' : `${days} days`
  const months = monthsBetween(joinedOn, on)
  if (months < 3) return `${Math.floor(days / 7)} weeks`
  const years = Math.floor(months / 12)
  const rest = months % 12
  const plural = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`
  return [years > 0 ? plural(years, 'year') : '', rest > 0 ? plural(rest, 'month') : '']
    .filter(Boolean)
    .join(' ')
}

const monthsBetween = (from: Day, until: Day): number => {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = until.split('-').map(Number)
  return (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0)
}

/** Why, in a sentence that can be read out. Kind, and the member's own dates. */
export function eligibilityWhy({ reason, days }: Eligibility, facts: EligibilityFacts): string {
  const joined = facts.joinedOn === null ? 'an unknown day' : dayInWords(facts.joinedOn)
  const happened = dayInWords(facts.happenedOn)
  switch (reason) {
    case 'in-time':
      return `They joined on ${joined}, and it happened on ${happened}: they are covered.`
    case 'too-new':
      return `They joined on ${joined}, ${days === 1 ? '1 day' : `${days} days`} before it happened on ${happened}. Support with a case begins four weeks after joining, as it does for everybody.`
    case 'before-joining':
      return `It happened on ${happened}, before they joined on ${joined}. Members’ subs pay for what happens once they are members.`
    case 'arrears':
      return `Their subs were behind when it was looked at. It can be put right for what comes; for what happened on ${happened} it takes the branch.`
    case 'not-in-membership':
      return 'They are not in membership just now. They are welcome back at any time.'
  }
}
