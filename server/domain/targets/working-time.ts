/**
 * Working time: how long something takes when only open hours count. Promises of ours, never the law's: a tribunal's days
 * run over weekends and holidays, are counted in server/domain/deadlines, and share no function with this
 * (test/architecture.test.ts).
 *
 *   Mon to Fri 9 to 5: Friday 16:30 and an hour is Monday 09:30.
 */
import type { HolidayCalendar } from '../bank-holidays.ts'
import { addOpenMinutes, lineState, nextOpening, type OpeningHours } from '../opening-hours.ts'

/** So many working minutes after the instant; an end at closing time stays there. Null: never, with these hours. */
export const workingMinutesAfter = (
  hours: OpeningHours,
  holidays: HolidayCalendar,
  from: string,
  minutes: number,
): string | null => addOpenMinutes(hours, holidays, from, minutes)

const mostTurns = 3_000

/** Whole working minutes from one instant to a later one; 0 when it is not later. */
export const workingMinutesBetween = (
  hours: OpeningHours,
  holidays: HolidayCalendar,
  from: string,
  to: string,
): number => {
  let at = from
  let minutes = 0
  for (let turns = 0; turns < mostTurns && at < to; turns += 1) {
    const state = lineState(hours, holidays, at)
    if (!state.open) {
      const opensAt = nextOpening(hours, holidays, at)
      if (opensAt === null || opensAt >= to) break
      at = opensAt
      continue
    }
    const until = state.closesAt === null || state.closesAt > to ? to : state.closesAt
    minutes += (Date.parse(until) - Date.parse(at)) / 60_000
    at = until
  }
  return Math.floor(minutes)
}
