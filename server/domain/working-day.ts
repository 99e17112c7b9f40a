/** Days on which an office of a nation is open. They move no limit; they are counted where the law itself counts working days. */
import { DateTime } from 'luxon'
import { type Division, holidayOn } from './bank-holidays.ts'
import type { Day } from './deadlines/day.ts'
import type { LimitNation } from './deadlines/limit-rules.ts'
import { UK_BANK_HOLIDAYS } from './uk-bank-holidays.ts'

const divisions: Record<LimitNation, Division> = {
  EW: 'england-and-wales',
  S: 'scotland',
  NI: 'northern-ireland',
}

/** Monday to Friday and no bank holiday of the nation. */
export const isWorkingDayIn =
  (nation: LimitNation) =>
  (day: Day): boolean =>
    DateTime.fromISO(day, { zone: 'utc' }).weekday <= 5 &&
    holidayOn(UK_BANK_HOLIDAYS, divisions[nation], day) === null
