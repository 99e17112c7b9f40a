/**
 * Three ways in which people count "N months beginning with" a day. The first is the statute's (ERA 1996 s.111(2), EqA
 * 2010 s.123: the trigger is day one); the others are met in practice and are never later, so that a working target
 * below all three is safe whichever a tribunal, a solicitor or a spreadsheet uses.
 *
 * - `statutory`: the day before the corresponding day; where that month has no such day, its last day, not reduced again.
 * - `back-then-forward`: one day back, then N months forward, cut to the month's end. Associated with Pruden v Cunard
 *   Ellerman [1993] IRLR 317; differs on some triggers on the 1st of a month.
 * - `naive`: N months forward, cut to the month's end, then one day back: a day too early into short months.
 */
import { addDays, correspondingDay, correspondingOrLastDay, type Day } from './day.ts'

export const methods = ['statutory', 'back-then-forward', 'naive'] as const
export type Method = (typeof methods)[number]

/** `beginning-with`: the trigger is day one. `following`: the day after it is day one ("immediately following"). */
export type Span = { n: number; unit: 'months' | 'days'; count: 'beginning-with' | 'following' }

const monthsBeginningWith: Record<Method, (trigger: Day, months: number) => Day> = {
  statutory: (trigger, months) => {
    const corresponding = correspondingDay(trigger, months)
    return corresponding === null ? correspondingOrLastDay(trigger, months) : addDays(corresponding, -1)
  },
  'back-then-forward': (trigger, months) => correspondingOrLastDay(addDays(trigger, -1), months),
  naive: (trigger, months) => addDays(correspondingOrLastDay(trigger, months), -1),
}

/** The last day of the span, included. Days have one reading only; months that follow a day end on the corresponding one. */
export const lastDay = (method: Method, trigger: Day, { n, unit, count }: Span): Day => {
  if (unit === 'days') return addDays(trigger, count === 'following' ? n : n - 1)
  return count === 'following' ? correspondingOrLastDay(trigger, n) : monthsBeginningWith[method](trigger, n)
}
