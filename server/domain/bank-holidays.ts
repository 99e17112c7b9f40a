// The calendar of days on which a UK line is closed although the week says open.
// Synonyms elsewhere: public holiday, holiday calendar, closure list.
export type Division = 'england-and-wales' | 'scotland' | 'northern-ireland'

/** A local calendar day ('YYYY-MM-DD') with the name GOV.UK gives it. */
export type BankHoliday = { readonly date: string; readonly title: string; readonly substitute: boolean }

/** Dated data: outside firstDay..lastDay (both included) the calendar knows nothing, which is not "no holiday". */
export type HolidayCalendar = {
  readonly source: string
  readonly asOf: string
  readonly firstDay: string
  readonly lastDay: string
  readonly divisions: Readonly<Record<Division, readonly BankHoliday[]>>
}

/** The bank holiday on that local day, or null; a line with no division (null) keeps no bank holidays. */
export const holidayOn = (
  calendar: HolidayCalendar,
  division: Division | null,
  date: string,
): BankHoliday | null =>
  division === null ? null : (calendar.divisions[division].find((holiday) => holiday.date === date) ?? null)

/** False when somebody must import a newer calendar before trusting an answer about that day. */
export const calendarCovers = (calendar: HolidayCalendar, date: string): boolean =>
  date >= calendar.firstDay && date <= calendar.lastDay
