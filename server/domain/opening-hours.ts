// When a line is open (F2, F3). Hours are wall-clock times of the line's zone; every period is half-open
// [opens, closes): 08:30:00 is open, 19:00:00 is closed, on both sides of a clock change.
//
//   override for the day  >  bank holiday of the line's nation  >  the week's periods
//
// Closing stops entry only: callers already queued are drained by a rule of the queue, not by this file.
// Tribunal deadlines ignore opening hours and bank holidays: they never use this file.
import { DateTime } from 'luxon'
import { type Division, type HolidayCalendar, holidayOn } from './bank-holidays.ts'

/** Local 'HH:mm'; closes may be '24:00' for the end of the day. A period never crosses midnight. */
export type DayPeriod = { readonly opens: string; readonly closes: string }
/** weekday 1 (Monday) to 7 (Sunday). */
export type WeekPeriod = DayPeriod & { readonly weekday: number }
/** Replaces everything else known about that local day; no periods = closed all day. */
export type DayOverride = {
  readonly date: string
  readonly periods: readonly DayPeriod[]
  readonly reason: string
}
export type OpeningHours = {
  readonly zone: string
  readonly periods: readonly WeekPeriod[]
  readonly division: Division | null
  readonly overrides: readonly DayOverride[]
}

/** Instants are 24-character ISO UTC text. closesAt null: not within a month; opensAt null: not within 400 days. */
export type LineState =
  | { readonly open: true; readonly closesAt: string | null }
  | { readonly open: false; readonly opensAt: string | null; readonly because: 'hours' }
  | {
      readonly open: false
      readonly opensAt: string | null
      readonly because: 'bank-holiday'
      readonly holidayTitle: string
    }
  | {
      readonly open: false
      readonly opensAt: string | null
      readonly because: 'override'
      readonly reason: string
    }

/** Epoch milliseconds, [from, to). */
type Interval = { readonly from: number; readonly to: number }

const searchDays = 400
const longestOpenDays = 31

/**
 * Is the line open at that instant, until when, and if not why and from when. Every text and call asks this of the same
 * few lines, and zone arithmetic made it 44 % of a text's CPU (measured 2026-11): so an answer is remembered for its
 * minute. Periods, midnights and clock changes all fall on whole minutes, so no answer changes within one.
 */
export const lineState = (hours: OpeningHours, holidays: HolidayCalendar, instantIso: string): LineState => {
  if (!wholeInstant.test(instantIso)) return stateAt(hours, holidays, instantIso)
  const known = remembered.get(holidays) ?? new Map<string, LineState>()
  remembered.set(holidays, known)
  const key = instantIso.slice(0, 'yyyy-mm-ddThh:mm'.length) + JSON.stringify(hours)
  const before = known.get(key)
  if (before) return before
  if (known.size >= mostRemembered) known.clear()
  const state = stateAt(hours, holidays, instantIso)
  known.set(key, state)
  return state
}

const wholeInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const remembered = new WeakMap<HolidayCalendar, Map<string, LineState>>()
const mostRemembered = 200

const stateAt = (hours: OpeningHours, holidays: HolidayCalendar, instantIso: string): LineState => {
  const local = localTime(instantIso, hours.zone)
  const today = intervalsOn(hours, holidays, local.startOf('day'))
  const openNow = today.find((interval) => contains(interval, local.toMillis()))
  if (openNow) return { open: true, closesAt: closingOf(hours, holidays, local, openNow) }

  const opensAt = nextOpening(hours, holidays, instantIso)
  const override = overrideOn(hours, local)
  if (override) {
    // A shortened day explains itself only while the ordinary hours would have been open: at 06:00 it is just early.
    const ordinarilyOpen = plainIntervalsOn(hours, local).some((each) => contains(each, local.toMillis()))
    return override.periods.length === 0 || ordinarilyOpen
      ? { open: false, opensAt, because: 'override', reason: override.reason }
      : { open: false, opensAt, because: 'hours' }
  }
  const holiday = holidayOn(holidays, hours.division, local.toISODate() ?? '')
  return holiday && plainIntervalsOn(hours, local).length > 0
    ? { open: false, opensAt, because: 'bank-holiday', holidayTitle: holiday.title }
    : { open: false, opensAt, because: 'hours' }
}

/** The first opening strictly after that instant (while open: the one after the next closing), or null within 400 days. */
export const nextOpening = (
  hours: OpeningHours,
  holidays: HolidayCalendar,
  instantIso: string,
): string | null => {
  const local = localTime(instantIso, hours.zone)
  const now = local.toMillis()
  let openUntil: number | null = null
  for (let offset = 0; offset <= searchDays; offset += 1) {
    for (const interval of intervalsOn(hours, holidays, local.startOf('day').plus({ days: offset }))) {
      // Round-the-clock days touch at midnight: that is not an opening.
      if (interval.from > now && interval.from !== openUntil) return toIso(interval.from)
      openUntil = interval.to
    }
  }
  return null
}

/**
 * That many open minutes later, counting only open time: for promises to call back. Ends exactly at a closing stay
 * there. From a closed moment the count starts at the next opening. Null when 400 days do not hold that many.
 */
export const addOpenMinutes = (
  hours: OpeningHours,
  holidays: HolidayCalendar,
  fromIso: string,
  minutes: number,
): string | null => {
  const local = localTime(fromIso, hours.zone)
  let left = minutes * 60_000
  for (let offset = 0; offset <= searchDays; offset += 1) {
    for (const interval of intervalsOn(hours, holidays, local.startOf('day').plus({ days: offset }))) {
      const from = Math.max(interval.from, local.toMillis())
      if (from >= interval.to) continue
      if (interval.to - from >= left) return toIso(from + left)
      left -= interval.to - from
    }
  }
  return null
}

/** A local minute (`2026-10-07T16:59`) as an instant: the first of the two where the clocks go back; null when unreadable. */
export const instantOfMinute = (local: string, zone: string): string | null => {
  const read = DateTime.fromISO(local, { zone })
  return read.isValid ? toIso(Math.min(...read.getPossibleOffsets().map((each) => each.toMillis()))) : null
}

const contains = (interval: Interval, at: number): boolean => at >= interval.from && at < interval.to
const toIso = (ms: number): string => new Date(ms).toISOString()

const localTime = (instantIso: string, zone: string): DateTime => {
  const local = DateTime.fromISO(instantIso, { zone })
  // Both are checked where they enter; reaching here with one is a bug, not a closed line.
  if (!local.isValid)
    throw new RangeError(`Not an instant in a known zone: ${local.invalidExplanation ?? ''}`)
  return local
}

const overrideOn = (hours: OpeningHours, day: DateTime): DayOverride | undefined => {
  const date = day.toISODate()
  return hours.overrides.find((each) => each.date === date)
}

const intervalsOn = (hours: OpeningHours, holidays: HolidayCalendar, day: DateTime): Interval[] => {
  const override = overrideOn(hours, day)
  if (override) return toIntervals(override.periods, day)
  return holidayOn(holidays, hours.division, day.toISODate() ?? '') ? [] : plainIntervalsOn(hours, day)
}

const plainIntervalsOn = (hours: OpeningHours, day: DateTime): Interval[] =>
  toIntervals(
    hours.periods.filter((period) => period.weekday === day.weekday),
    day,
  )

const toIntervals = (periods: readonly DayPeriod[], day: DateTime): Interval[] => {
  const sorted = periods
    .map((period) => ({
      from: instantOf(day, period.opens, 'first'),
      to: instantOf(day, period.closes, 'last'),
    }))
    .filter((interval) => interval.from < interval.to)
    .sort((a, b) => a.from - b.from)
  const merged: Interval[] = []
  for (const interval of sorted) {
    const previous = merged.at(-1)
    if (previous && interval.from <= previous.to)
      merged[merged.length - 1] = { from: previous.from, to: Math.max(previous.to, interval.to) }
    else merged.push(interval)
  }
  return merged
}

/**
 * A wall-clock time as an instant. In the hour that happens twice a line opens the first time and closes the last
 * time; a time inside the hour that never happens stands for the moment the clocks jump.
 */
const instantOf = (day: DateTime, time: string, which: 'first' | 'last'): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const wanted = hour * 60 + minute
  if (wanted >= 1440) return day.startOf('day').plus({ days: 1 }).toMillis()
  for (let at = wanted; at < 1440; at += 1) {
    const moment = day.set({
      hour: Math.floor(at / 60),
      minute: at % 60,
      second: 0,
      millisecond: 0,
    })
    if (moment.hour * 60 + moment.minute !== at) continue
    const possible = moment.getPossibleOffsets().map((each) => each.toMillis())
    return which === 'first' ? Math.min(...possible) : Math.max(...possible)
  }
  return day.startOf('day').plus({ days: 1 }).toMillis()
}

const closingOf = (
  hours: OpeningHours,
  holidays: HolidayCalendar,
  local: DateTime,
  openNow: Interval,
): string | null => {
  let closes = openNow.to
  for (let offset = 1; offset <= longestOpenDays; offset += 1) {
    const following = intervalsOn(hours, holidays, local.startOf('day').plus({ days: offset }))
    const touching = following.find((interval) => interval.from === closes)
    if (!touching) return toIso(closes)
    closes = touching.to
  }
  return null
}
