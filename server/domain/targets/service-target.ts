/**
 * A service target (F98): what we promise on a case within so much working time, and who is told when nobody acts.
 *
 *              pause (waiting on others)
 *   running ─────────────────────────────► paused
 *      │  ▲                                  │
 *      │  └──────────── resume ──────────────┘        owner told ─► lead told ─► duty official told
 *      │  due, and a step later each: ─────────────►  (the clock runs on; each step is logged)
 *      ▼
 *     met, or stopped with its case
 *
 * - Only working time counts; paused time does not.
 * - What is due stays due: a target that is late can be met, and is then met late.
 * - Resolving the case stops every clock.
 * Elsewhere: SLA, milestone. A legal date is something else: server/domain/deadlines.
 */
import type { HolidayCalendar } from '../bank-holidays.ts'
import type { OpeningHours } from '../opening-hours.ts'
import type { Instant } from '../records.ts'
import { workingMinutesAfter, workingMinutesBetween } from './working-time.ts'

export type TargetState = 'running' | 'paused' | 'met' | 'stopped'
export type TargetStep = 'owner' | 'lead' | 'official'
export const targetSteps: readonly TargetStep[] = ['owner', 'lead', 'official']

export interface ServiceTarget {
  id: string
  version: number
  caseId: string
  what: string
  /** Working minutes promised. */
  minutes: number
  state: TargetState
  startedAt: Instant
  startedBy: string
  /** Null while paused. */
  dueAt: Instant | null
  /** Working minutes that are left, while paused; below 0 when it was late. */
  leftMinutes: number | null
  pausedAt: Instant | null
  pausedWhy: string | null
  /** How many of {@link targetSteps} have been told. */
  told: number
  /** When the next is told; null: nobody is left to tell, or the clock does not run. */
  nextStepAt: Instant | null
  /** Follow-ups that telling them made. */
  followUpIds: string[]
  settledAt: Instant | null
  settledBy: string | null
}

/** The hours that count, and how far apart the steps are. */
export interface Working {
  hours: OpeningHours
  holidays: HolidayCalendar
  stepMinutes: number
}

type Decided =
  | { next: ServiceTarget }
  | { refused: 'target-settled' | 'target-paused' | 'target-runs' | 'why-required' | 'no-working-time' }

export const shortestMinutes = 5
export const longestMinutes = 20 * 8 * 60

export const start = (
  working: Working,
  given: Pick<ServiceTarget, 'id' | 'caseId' | 'what' | 'minutes' | 'startedAt' | 'startedBy'>,
): Decided => {
  const dueAt = workingMinutesAfter(working.hours, working.holidays, given.startedAt, given.minutes)
  return dueAt === null
    ? { refused: 'no-working-time' }
    : {
        next: {
          ...given,
          version: 1,
          state: 'running',
          dueAt,
          leftMinutes: null,
          pausedAt: null,
          pausedWhy: null,
          told: 0,
          nextStepAt: dueAt,
          followUpIds: [],
          settledAt: null,
          settledBy: null,
        },
      }
}

export const pause = (
  working: Working,
  target: ServiceTarget,
  { at, why }: { at: Instant; why: string },
): Decided => {
  if (target.state === 'paused') return { refused: 'target-paused' }
  if (target.state !== 'running' || target.dueAt === null) return { refused: 'target-settled' }
  if (why.trim() === '') return { refused: 'why-required' }
  const { hours, holidays } = working
  const leftMinutes =
    target.dueAt > at
      ? workingMinutesBetween(hours, holidays, at, target.dueAt)
      : -workingMinutesBetween(hours, holidays, target.dueAt, at)
  return {
    next: {
      ...changed(target),
      state: 'paused',
      leftMinutes,
      dueAt: null,
      nextStepAt: null,
      pausedAt: at,
      pausedWhy: why.trim(),
    },
  }
}

export const resume = (working: Working, target: ServiceTarget, at: Instant): Decided => {
  if (target.state === 'running') return { refused: 'target-runs' }
  if (target.state !== 'paused') return { refused: 'target-settled' }
  const left = target.leftMinutes ?? 0
  const { hours, holidays, stepMinutes } = working
  const dueAt = left <= 0 ? at : workingMinutesAfter(hours, holidays, at, left)
  if (dueAt === null) return { refused: 'no-working-time' }
  const nextStepAt =
    target.told === 0
      ? dueAt
      : target.told < targetSteps.length
        ? workingMinutesAfter(hours, holidays, at, stepMinutes)
        : null
  return {
    next: {
      ...changed(target),
      state: 'running',
      dueAt,
      nextStepAt,
      leftMinutes: null,
      pausedAt: null,
      pausedWhy: null,
    },
  }
}

/** `as`: met by a person, or stopped because its case was closed. */
export const settle = (
  target: ServiceTarget,
  { as, at, by }: { as: 'met' | 'stopped'; at: Instant; by: string | null },
): Decided =>
  target.settledAt !== null
    ? { refused: 'target-settled' }
    : { next: { ...changed(target), state: as, nextStepAt: null, settledAt: at, settledBy: by } }

/** Who is told now, because it is due and nobody acted; null: not yet, or nobody is left. */
export const stepDue = (target: ServiceTarget, now: Instant): TargetStep | null =>
  target.state === 'running' && target.nextStepAt !== null && target.nextStepAt <= now
    ? (targetSteps[target.told] ?? null)
    : null

/** After that step: the next in so much working time. A step with nobody to tell is followed at once. */
export const stepTaken = (
  working: Working,
  target: ServiceTarget,
  { at, followUpId }: { at: Instant; followUpId: string | null },
): ServiceTarget => {
  const told = target.told + 1
  return {
    ...changed(target),
    told,
    followUpIds: followUpId === null ? target.followUpIds : [...target.followUpIds, followUpId],
    nextStepAt:
      told >= targetSteps.length
        ? null
        : followUpId === null
          ? at
          : workingMinutesAfter(working.hours, working.holidays, at, working.stepMinutes),
  }
}

const changed = (target: ServiceTarget): ServiceTarget => ({ ...target, version: target.version + 1 })
