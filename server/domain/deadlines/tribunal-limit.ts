/**
 * The last day on which a tribunal claim can be brought, with its workings. A guide, never advice: who confirms it, and
 * who may change it then, stands in deadline.ts.
 *
 * - `limit` is the statutory reading under the row of law that holds on the trigger day. Where that row is only
 *   `reported`, the shorter of it and the row before leads.
 * - `target` is what to work to: the earliest of the three ways of counting, and of the row before where nobody has
 *   verified the present one, less a margin. Never later than the limit.
 *
 * Weekends, bank holidays and opening hours move neither.
 */
import { type Conciliation, type Extension, extend } from './conciliation.ts'
import { lastDay, type Method, methods } from './counting.ts'
import { addDays, type Day, dayInWords, earliest, isDay } from './day.ts'
import {
  type Claim,
  type LimitNation,
  type LimitRule,
  limitNations,
  ruleBefore,
  ruleFor,
  type TriggerKind,
} from './limit-rules.ts'
import { interimReliefRule, ukLimitRules } from './uk-limit-rules.ts'

export const reasons = ['not-known', 'union', 'safety-rep', 'whistleblowing', 'other'] as const
/** Why, as the member says, it was done; all but `other` may mean interim relief. */
export type Reason = (typeof reasons)[number]

export type Facts = {
  claim: Claim
  nation: LimitNation
  /** Every day that it may be; the earliest counts. */
  triggers: readonly Day[]
  /** False: approximate or disputed. */
  isTriggerCertain: boolean
  /** When the member came to know, where the law asks it. */
  knownOn: Day | null
  reason: Reason
  /** With this one respondent; another respondent is another limit. */
  conciliations: readonly Conciliation[]
}

export type Trouble = {
  field: 'triggers' | 'knownOn' | 'nation' | 'dayA' | 'dayB' | 'source'
  words: string
}
export type Count = { method: Method; primary: Day; limit: Day }
export type TribunalLimit = {
  ruleId: string
  trigger: Day
  /** Without conciliation. */
  primary: Day
  /** While conciliation is open: not before this day. */
  limit: Day
  isNotBefore: boolean
  target: Day
  counts: readonly Count[]
  extension: Extension
  /** The row before, where nobody has verified the present one. */
  ifRuleBefore: { ruleId: string; limit: Day } | null
  /** To be met first: no extension, no conciliation. */
  interimRelief: { lastDay: Day; needsUnionCertificate: boolean } | null
  steps: readonly string[]
}

/** What is wrong with what was entered, beside its field; empty: nothing. `today` is the day in London. Employment may end on a day to come; an act or a short payday cannot lie ahead. */
export const factTroubles = (facts: Facts, today: Day): Trouble[] => {
  if (facts.triggers.length === 0 || facts.triggers.some((day) => !isDay(day)))
    return [{ field: 'triggers', words: 'There is no such day. Write it as day, month and year.' }]
  const toCome = facts.triggers.find((day) => day > today)
  if (toCome !== undefined && hasHappened(facts.claim))
    return [
      {
        field: 'triggers',
        words: `${dayInWords(toCome)} is still to come. Enter the day on which it happened.`,
      },
    ]
  if (toCome !== undefined && toCome > addDays(today, farthestEnd))
    return [
      { field: 'triggers', words: `${dayInWords(toCome)} is more than two years ahead. Check the year.` },
    ]
  if (facts.knownOn !== null && !isDay(facts.knownOn))
    return [{ field: 'knownOn', words: 'There is no such day.' }]
  const trigger = earliest(facts.triggers as [Day, ...Day[]])
  if (facts.knownOn !== null && (facts.knownOn < trigger || facts.knownOn > today))
    return [{ field: 'knownOn', words: 'They came to know between the act and today.' }]
  return []
}

/** Notice runs for months, never for so many days. */
const farthestEnd = 731
const happened: readonly TriggerKind[] = ['act', 'due-date', 'decision']
const hasHappened = (claim: Claim): boolean =>
  ukLimitRules.some((rule) => rule.claim === claim && happened.includes(rule.trigger))

/** How the three ways of counting turn out under one row. */
const countsOf = (rule: LimitRule, facts: Facts, trigger: Day): Count[] =>
  methods.map((method) => {
    const fromAct = lastDay(method, trigger, rule.span)
    const primary =
      rule.fromKnowledge === null
        ? fromAct
        : earliest([fromAct, lastDay(method, facts.knownOn ?? trigger, rule.fromKnowledge)])
    const { limit } = rule.conciliation
      ? extend({ primary, trigger }, facts.conciliations)
      : { limit: primary }
    return { method, primary, limit }
  })

/** Null: no row of law fits, and a lawyer must be asked. Facts without {@link factTroubles} only. */
export const tribunalLimit = (
  rules: readonly LimitRule[],
  facts: Facts,
  { marginDays }: { marginDays: number },
): TribunalLimit | null => {
  const trigger = facts.triggers.toSorted()[0]
  if (trigger === undefined || !limitNations.includes(facts.nation)) return null
  const found = ruleFor(rules, { claim: facts.claim, nation: facts.nation, trigger })
  if (!found) return null
  const before = found.verifiedBy === null ? ruleBefore(rules, found, facts.nation) : null
  const shorter = before && statutory(countsOf(before, facts, trigger)).limit
  const beforeLeads =
    before !== null &&
    found.status === 'reported' &&
    shorter !== null &&
    shorter < statutory(countsOf(found, facts, trigger)).limit
  const rule = beforeLeads ? before : found
  const counts = countsOf(rule, facts, trigger)
  const { primary, limit } = statutory(counts)
  const extension = rule.conciliation
    ? extend({ primary, trigger }, facts.conciliations)
    : extend({ primary, trigger }, [])
  const safest = earliest([
    limit,
    ...counts.map((count) => count.limit),
    ...(shorter === null ? [] : [shorter]),
  ])
  return {
    ruleId: rule.id,
    trigger,
    primary,
    limit,
    isNotBefore: extension.isOpen,
    target: addDays(safest, -Math.max(0, marginDays)),
    counts,
    extension,
    ifRuleBefore: before === null || shorter === null ? null : { ruleId: before.id, limit: shorter },
    interimRelief: interimRelief(rule, facts, trigger),
    steps: [
      `${spanWords(rule)} beginning with ${dayInWords(trigger)} end on ${dayInWords(lastDay('statutory', trigger, rule.span))}.`,
      ...(rule.fromKnowledge && facts.knownOn
        ? [
            `The earlier of that and ${dayInWords(lastDay('statutory', facts.knownOn, rule.fromKnowledge))}, counted from the day they knew, is ${dayInWords(primary)}.`,
          ]
        : []),
      ...extension.steps,
      ...(beforeLeads
        ? [`A longer limit is reported (${found.id}) and not confirmed, so the shorter one leads.`]
        : []),
    ],
  }
}

const statutory = (counts: readonly Count[]): Count => {
  const found = counts.find((count) => count.method === 'statutory')
  if (!found) throw new Error('every count has the statutory reading')
  return found
}

const spanWords = ({ span }: LimitRule): string => `${span.n} ${span.unit}`

/** Dismissals whose reason could be a protected one: seven days immediately following the termination. */
const interimRelief = (rule: LimitRule, facts: Facts, trigger: Day): TribunalLimit['interimRelief'] =>
  rule.claim === 'unfair-dismissal' && facts.reason !== 'other'
    ? {
        lastDay: lastDay('statutory', trigger, interimReliefRule.span),
        needsUnionCertificate: facts.reason === 'union' || facts.reason === 'not-known',
      }
    : null
