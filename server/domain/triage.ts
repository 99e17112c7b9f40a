/**
 * Triage (F79): which case nobody owns yet should be taken first, and why. The score is the sum of its parts, each a rule
 * with its points and its words, from need, from what runs out, and from how exposed the member is. How often or how
 * loudly somebody rings is no part of it, and nobody's work is measured by it.
 *
 *   parts ──sum──► score ──► first | soon | in turn
 *                                 ▲
 *            set by a person, with a reason, until it is taken back: the parts stay to be seen
 */
import { type Day, daysBetween } from './deadlines/day.ts'
import type { Instant } from './records.ts'

export const triageBands = ['first', 'soon', 'in-turn'] as const
export type TriageBand = (typeof triageBands)[number]

export interface TriageFacts {
  /** What it is about. */
  about: string
  today: Day
  /** What comes first of its live legal dates; null: none. */
  nextOn: Day | null
  isPromiseOverdue: boolean
  /** They need something to be able to talk to us. */
  hasNeeds: boolean
  /** They asked for discretion, or may be reached only in certain ways. */
  isExposed: boolean
}

export interface TriagePart {
  group: 'need' | 'deadline' | 'vulnerability'
  words: string
  points: number
}

/** Set by a person against the parts. */
export interface TriageOverride {
  caseId: string
  version: number
  /** Null: by its parts again. */
  band: TriageBand | null
  why: string
  by: string
  at: Instant
}

/** The union's own rules, not law; read and dated like one. */
export const triageRules = {
  asOf: '2026-11-23',
  source: 'Proposal of the makers; a union decides on its own',
  need: {
    dismissal: [30, 'A job was lost, or is about to be'],
    'health-and-safety': [25, 'Somebody may be hurt at work'],
    discrimination: [25, 'Discrimination'],
    redundancy: [20, 'Jobs are to go'],
    discipline: [20, 'A job may be lost'],
    grievance: [15, 'A grievance'],
    sickness: [15, 'Ill, and work makes it a matter'],
    'pay-and-hours': [15, 'Pay or hours'],
  } as Readonly<Record<string, readonly [number, string]>>,
  anyOther: [5, 'Anything else'] as readonly [number, string],
  /** Up to so many days ahead, the nearest first. */
  deadline: [
    [0, 45, 'A legal date is today or over'],
    [7, 40, 'A legal date within a week'],
    [14, 25, 'A legal date within two weeks'],
    [28, 15, 'A legal date within four weeks'],
  ] as readonly (readonly [number, number, string])[],
  laterDeadline: [5, 'A legal date after that'] as readonly [number, string],
  overduePromise: [10, 'We promised something and have not done it'] as readonly [number, string],
  needs: [10, 'They need something to be able to talk to us'] as readonly [number, string],
  exposed: [15, 'They asked for discretion'] as readonly [number, string],
  /** From so many points on. */
  bands: { first: 60, soon: 35 },
} as const

/** In the order need, deadline, vulnerability; none has 0 points. */
export function triageParts(facts: TriageFacts): TriagePart[] {
  const part = (group: TriagePart['group'], [points, words]: readonly [number, string]): TriagePart => ({
    group,
    words,
    points,
  })
  const days = facts.nextOn === null ? null : daysBetween(facts.today, facts.nextOn)
  const near = days === null ? undefined : triageRules.deadline.find(([within]) => days <= within)
  return [
    part('need', triageRules.need[facts.about] ?? triageRules.anyOther),
    ...(days === null
      ? []
      : [part('deadline', near === undefined ? triageRules.laterDeadline : [near[1], near[2]])]),
    ...(facts.isPromiseOverdue ? [part('deadline', triageRules.overduePromise)] : []),
    ...(facts.isExposed ? [part('vulnerability', triageRules.exposed)] : []),
    ...(facts.hasNeeds ? [part('vulnerability', triageRules.needs)] : []),
  ]
}

export const triageScore = (parts: readonly TriagePart[]): number =>
  parts.reduce((sum, { points }) => sum + points, 0)

export const triageBand = (score: number): TriageBand =>
  score >= triageRules.bands.first ? 'first' : score >= triageRules.bands.soon ? 'soon' : 'in-turn'

export interface Triaged {
  id: string
  band: TriageBand
  score: number
  openedAt: Instant
}

/** First what a person or the parts put first; within a band by score, then who has waited longest. */
export const byTriage = (a: Triaged, b: Triaged): number =>
  triageBands.indexOf(a.band) - triageBands.indexOf(b.band) ||
  b.score - a.score ||
  (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
