/**
 * Who watches over cases when nobody acts: the lead, then the duty official; and in which hours our own promises run. One row.
 * Elsewhere: SLA calendar and escalation contacts.
 */
import type { OpeningHours } from '../opening-hours.ts'

export interface CaseWatch {
  id: 'watch'
  version: number
  leadId: string | null
  officialId: string | null
  hours: OpeningHours
  /** Working minutes from one step of an escalation to the next. */
  stepMinutes: number
}

export const longestStep = 5 * 24 * 60

const time = /^([01]\d|2[0-3]):[0-5]\d$/

/** What is wrong with hours of a working week, in words; null: nothing. */
export const watchTrouble = (given: {
  opens: string
  closes: string
  stepMinutes: number
}): {
  field: string
  words: string
} | null =>
  !time.test(given.opens)
    ? { field: 'opens', words: 'Write a time like 09:00.' }
    : !time.test(given.closes)
      ? { field: 'closes', words: 'Write a time like 17:00.' }
      : given.opens >= given.closes
        ? { field: 'closes', words: 'The end comes after the beginning.' }
        : !Number.isInteger(given.stepMinutes) || given.stepMinutes < 5 || given.stepMinutes > longestStep
          ? { field: 'stepMinutes', words: 'Between 5 minutes and 5 days.' }
          : null

/** Monday to Friday, one period a day, without the bank holidays of the nation. */
export const workingWeek = (
  opens: string,
  closes: string,
  division: OpeningHours['division'],
): OpeningHours => ({
  zone: 'Europe/London',
  division,
  periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes })),
  overrides: [],
})
