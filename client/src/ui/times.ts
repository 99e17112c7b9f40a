/** Times as people read them: British English, London's clock, wherever the browser is. */

const zone = 'Europe/London'
const formatter = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })

const hourMinute = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const hourMinuteSecond = formatter({
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const weekday = formatter({ weekday: 'short', day: 'numeric', month: 'short' })
const dayOnly = formatter({ day: 'numeric', month: 'short' })
const dayYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' })
const yearOnly = formatter({ year: 'numeric' })
const isoDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const longDay = formatter({ weekday: 'long', day: 'numeric', month: 'long' })
const dayTimeInFull = formatter({
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

export type Instant = string | number
const ms = (at: Instant): number => (typeof at === 'number' ? at : Date.parse(at))

/** "09:14" */
export const clockTime = (at: Instant): string => hourMinute.format(ms(at))
/** "09:14:52" */
export const clockSeconds = (at: Instant): string => hourMinuteSecond.format(ms(at))
/** "2026-11-22": the local day an instant falls on. */
export const localDay = (at: Instant): string => isoDay.format(ms(at))
/** "Sunday 22 November" */
/** "8 October 2026 at 10:00": on paper nothing is "yesterday". */
export const inFull = (at: Instant): string => dayTimeInFull.format(ms(at))

export const longDate = (at: Instant): string => longDay.format(ms(at))
/** The same, with the year when it is another one: "Friday 14 April 2028". */
export const longDateAhead = (at: Instant, now: Instant): string => {
  const year = yearOnly.format(ms(at))
  return year === yearOnly.format(ms(now)) ? longDate(at) : `${longDate(at)} ${year}`
}

const dayMs = 86_400_000
/** The name of the instant's day seen from `now`: "Today", "Yesterday", "Tomorrow", "Tue 17 Nov", or with the year when it is another one. */
export const dayWords = (at: Instant, now: Instant): string => {
  const day = localDay(at)
  if (day === localDay(now)) return 'Today'
  // Twelve hours from noon-ish is safe over both clock changes, which happen at night.
  const noon = Date.parse(`${localDay(now)}T12:00:00Z`)
  if (day === localDay(noon - dayMs)) return 'Yesterday'
  if (day === localDay(noon + dayMs)) return 'Tomorrow'
  return yearOnly.format(ms(at)) === yearOnly.format(ms(now))
    ? weekday.format(ms(at)).replace(',', '')
    : dayYear.format(ms(at))
}
/** "Today 09:14", "Tue 17 Nov 12:20" */
export const dayAndTime = (at: Instant, now: Instant): string => `${dayWords(at, now)} ${clockTime(at)}`
/** "16 Nov", or "16 Nov 2025" in another year. A plain day ("YYYY-MM-DD") is read as that day. */
export const shortDate = (at: Instant, now: Instant): string =>
  yearOnly.format(ms(at)) === yearOnly.format(ms(now)) ? dayOnly.format(ms(at)) : dayYear.format(ms(at))

/** "0:42", "4:31", "1:02:09". Never negative: clocks of two machines differ a little. */
export const duration = (milliseconds: number): string => {
  const total = Math.max(0, Math.floor(milliseconds / 1_000))
  const seconds = String(total % 60).padStart(2, '0')
  const minutes = Math.floor(total / 60)
  if (minutes < 60) return `${minutes}:${seconds}`
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`
}

/** "11 min", "under 1 min", "1 h 5 min": for durations that are over. */
export const durationWords = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return 'under 1 min'
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** How long ago, in the boxed width of a list: "now", "2 m", "3 h", then the day. */
export const ago = (at: Instant, now: Instant): string => {
  const passed = ms(now) - ms(at)
  if (passed < 60_000) return 'now'
  if (passed < 3_600_000) return `${Math.floor(passed / 60_000)} m`
  if (passed < dayMs) return `${Math.floor(passed / 3_600_000)} h`
  return shortDate(at, now)
}

/** When something promised is due: "11:30" today, "Tomorrow 11:30", "Fri 20 Nov 11:30". */
export const dueWords = (at: Instant, now: Instant): string => {
  const day = dayWords(at, now)
  return day === 'Today' ? clockTime(at) : `${day} ${clockTime(at)}`
}

/**
 * The instant of a London wall-clock reading ("2026-11-27T15:00", from a date-time field).
 * In the hour the clocks skip, the later reading is taken; in the repeated hour, the first. Null when unreadable.
 */
export const instantOfLocal = (text: string): string | null => {
  const asUtc = Date.parse(`${text}:00Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) || Number.isNaN(asUtc)) return null
  // London is at UTC or one hour ahead; try summer time first so a repeated hour means its first pass.
  for (const offset of [3_600_000, 0]) {
    const guess = asUtc - offset
    if (`${localDay(guess)}T${clockTime(guess)}` === text) return new Date(guess).toISOString()
  }
  return new Date(asUtc).toISOString()
}

/** What a date-time field shows for an instant: London's reading, "2026-11-27T15:00". */
export const localOfInstant = (at: Instant): string => `${localDay(at)}T${clockTime(at)}`
