/**
 * Calendar days for the law: 'YYYY-MM-DD', as the calendar in Europe/London reads, never an instant.
 * Working time (opening-hours.ts) is another arithmetic with other rules, and the two share no function: a bank holiday
 * moves a promise and never a tribunal limit.
 */
import { DateTime } from 'luxon'

export type Day = string

const read = (day: Day) => DateTime.fromISO(day, { zone: 'utc' })
const write = (date: DateTime): Day => date.toFormat('yyyy-MM-dd')

/** Whether the text is a day that exists, from 1990 to 2099: 30 February is none, and neither is the year 202. */
export const isDay = (text: string): boolean => /^(?:199|20\d)\d-\d\d-\d\d$/.test(text) && read(text).isValid

export const addDays = (day: Day, days: number): Day => write(read(day).plus({ days }))

/** Days from one day to the other; negative when the second is earlier. */
export const daysBetween = (from: Day, until: Day): number => read(until).diff(read(from), 'days').days

/** The day with the same number so many months on, or null where that month has no such day (31 January + 3). */
export const correspondingDay = (day: Day, months: number): Day | null => {
  const found = read(day).plus({ months })
  return found.day === read(day).day ? write(found) : null
}

/** The same, with the last day of a month that is too short. */
export const correspondingOrLastDay = (day: Day, months: number): Day => write(read(day).plus({ months }))

/** "14 October 2026" */
export const dayInWords = (day: Day): string => read(day).setLocale('en-GB').toFormat('d MMMM yyyy')

export const earliest = (days: readonly [Day, ...Day[]]): Day => days.reduce((a, b) => (b < a ? b : a))
export const latest = (days: readonly [Day, ...Day[]]): Day => days.reduce((a, b) => (b > a ? b : a))
