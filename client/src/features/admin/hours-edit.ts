/** Editing opening hours: pure steps from one state of the form to the next. */
import type { DayPeriodView, HoursView } from '../../../../server/contract/admin-views.ts'

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Monday to Friday 08:30 to 19:00. */
export const weekOf = (): HoursView => ({
  zone: 'Europe/London',
  division: 'england-and-wales',
  periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:30', closes: '19:00' })),
  overrides: [],
})

/** A period of the week with its place in the list, which is what the server names it by. */
export const periodsOn = (hours: HoursView, weekday: number) =>
  hours.periods.flatMap((period, index) => (period.weekday === weekday ? [{ period, index }] : []))

export const setPeriod = (hours: HoursView, at: number, change: Partial<DayPeriodView>): HoursView => ({
  ...hours,
  periods: hours.periods.map((one, index) => (index === at ? { ...one, ...change } : one)),
})
export const addPeriod = (hours: HoursView, weekday: number): HoursView => ({
  ...hours,
  periods: [
    ...hours.periods,
    { weekday, ...nextPeriod(periodsOn(hours, weekday).map(({ period }) => period)) },
  ],
})
export const removePeriod = (hours: HoursView, at: number): HoursView => ({
  ...hours,
  periods: hours.periods.filter((_, index) => index !== at),
})
/** Tuesday to Friday become as Monday is. */
export const copyMonday = (hours: HoursView): HoursView => {
  const monday = periodsOn(hours, 1).map(({ period }) => period)
  return {
    ...hours,
    periods: [
      ...hours.periods.filter(({ weekday }) => weekday === 1 || weekday > 5),
      ...[2, 3, 4, 5].flatMap((weekday) => monday.map((period) => ({ ...period, weekday }))),
    ],
  }
}

type Override = HoursView['overrides'][number]
export const addOverride = (hours: HoursView, override: Override): HoursView => ({
  ...hours,
  overrides: [...hours.overrides, override],
})
export const setOverride = (hours: HoursView, at: number, change: Partial<Override>): HoursView => ({
  ...hours,
  overrides: hours.overrides.map((one, index) => (index === at ? { ...one, ...change } : one)),
})
export const removeOverride = (hours: HoursView, at: number): HoursView => ({
  ...hours,
  overrides: hours.overrides.filter((_, index) => index !== at),
})
export const setOverridePeriod = (
  hours: HoursView,
  at: number,
  place: number,
  change: Partial<DayPeriodView>,
): HoursView => {
  const periods = hours.overrides[at]?.periods ?? []
  return setOverride(hours, at, {
    periods: periods.map((one, index) => (index === place ? { ...one, ...change } : one)),
  })
}

/** What a new row starts with: the whole day, or from the last closing on; nothing opens at the end of a day. */
export const nextPeriod = (before: readonly DayPeriodView[]): DayPeriodView => {
  const last = before
    .map(({ closes }) => closes)
    .toSorted()
    .at(-1)
  if (last === undefined) return { opens: '08:30', closes: '19:00' }
  return { opens: last === '24:00' ? '' : last, closes: '' }
}
