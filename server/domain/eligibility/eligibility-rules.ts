/**
 * What support follows from how long somebody was a member when it happened (F86, N8). Data with its source and the days
 * it holds for: a new rule of the union is a new row, never an edit, so that what was told last year can be explained.
 *
 * The rows here are UNISON's, which many unions resemble; a union puts its own rule book in their place at set-up.
 */
import type { Day } from '../deadlines/day.ts'

export const supports = ['full', 'internal-only', 'advice-once'] as const
export type Support = (typeof supports)[number]
export const eligibilityReasons = [
  'in-time',
  'too-new',
  'before-joining',
  'arrears',
  'not-in-membership',
] as const
export type EligibilityReason = (typeof eligibilityReasons)[number]

export interface EligibilityRule {
  id: string
  /** By the day it happened, both included; null: until another row. */
  validFrom: Day
  validTo: Day | null
  /** Whole days in membership before the day it happened. */
  membershipDays: number
  gives: Record<EligibilityReason, Support>
  source: string
  readOn: Day
}

export const eligibilityRules: readonly EligibilityRule[] = [
  {
    id: 'four-weeks-2017',
    validFrom: '2017-01-01',
    validTo: null,
    membershipDays: 28,
    gives: {
      'in-time': 'full',
      'too-new': 'advice-once',
      'before-joining': 'advice-once',
      // Paying what is owed does not mend an issue that is there already; a branch may go with them inside the employer.
      arrears: 'internal-only',
      'not-in-membership': 'advice-once',
    },
    source:
      'UNISON representation rules for new members (staffordshirepoliceunison.com/representation-rules-for-new-members) and subs (eastern.unison.org.uk, paying the right amount of subs)',
    readOn: '2026-11-22',
  },
]

/** The row for what happened on this day; null: before any rule that is known. */
export const ruleOn = (
  day: Day,
  rules: readonly EligibilityRule[] = eligibilityRules,
): EligibilityRule | null =>
  rules.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)) ?? null
