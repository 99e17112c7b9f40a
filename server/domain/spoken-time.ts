// Times as a voice or a text says them in British English: "Tuesday at half past eight".
import { DateTime } from 'luxon'

const words = [
  'twelve one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six',
  'twenty-seven twenty-eight twenty-nine',
]
  .join(' ')
  .split(' ')

/**
 * "today at half past eight", "Tuesday at half past eight", "Tuesday 5 January at nine o'clock".
 * Never "tomorrow": at ten past midnight people disagree about which day that is, and a voicemail greeting or a
 * text may be heard a day later. A weekday name alone stands for the next six days; after that the date is said.
 * Midnight is said with the day that ends in it: "Saturday at midnight" is Saturday night to whoever hears it.
 */
export const spokenOpening = (opensAtIso: string, nowIso: string, zone: string): string => {
  const opens = DateTime.fromISO(opensAtIso, { zone, locale: 'en-GB' })
  const isMidnight = opens.hour === 0 && opens.minute === 0
  const day = isMidnight ? opens.minus({ days: 1 }) : opens
  return `${dayName(day, nowIso, 'cccc d LLLL')} at ${spokenTime(opens.hour, opens.minute)}`
}

/** Its time alone: "half past eight". */
export const spokenClock = (iso: string, zone: string): string => {
  const { hour, minute } = DateTime.fromISO(iso, { zone })
  return spokenTime(hour, minute)
}

/** The same for a text, short: "today 08:30", "Tuesday 08:30", "Tue 5 Jan 08:30". */
export const writtenOpening = (opensAtIso: string, nowIso: string, zone: string): string => {
  const opens = DateTime.fromISO(opensAtIso, { zone, locale: 'en-GB' })
  return `${dayName(opens, nowIso, 'ccc d LLL')} ${opens.toFormat('HH:mm')}`
}

/** "08:30" */
export const writtenTime = (iso: string, zone: string): string =>
  DateTime.fromISO(iso, { zone }).toFormat('HH:mm')

const dayName = (opens: DateTime, nowIso: string, farFormat: string): string => {
  const today = DateTime.fromISO(nowIso).setZone(opens.zone).startOf('day')
  const daysAhead = Math.round(opens.startOf('day').diff(today, 'days').days)
  if (daysAhead === 0) return 'today'
  return daysAhead > 0 && daysAhead < 7 ? opens.toFormat('cccc') : opens.toFormat(farFormat)
}

/** "half past eight", "quarter to one in the afternoon", "twelve noon"; an ordinary morning needs no more words. */
export const spokenTime = (hour: number, minute: number): string => {
  if (minute === 0 && hour === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'twelve noon'
  const part =
    hour < 6 ? ' in the morning' : hour < 12 ? '' : hour < 18 ? ' in the afternoon' : ' in the evening'
  return clockWords(hour % 12, minute) + part
}

const clockWords = (hour: number, minute: number): string => {
  const thisHour = words[hour] ?? ''
  const nextHour = words[(hour + 1) % 12] ?? ''
  if (minute === 0) return `${thisHour} o'clock`
  if (minute === 15) return `quarter past ${thisHour}`
  if (minute === 30) return `half past ${thisHour}`
  if (minute === 45) return `quarter to ${nextHour}`
  const count = minute < 30 ? minute : 60 - minute
  const unit = count % 5 === 0 ? '' : count === 1 ? ' minute' : ' minutes'
  // words[0] is "twelve" for the hour; a minute count is never 0 or above 29 here.
  return `${words[count] ?? ''}${unit} ${minute < 30 ? 'past' : 'to'} ${minute < 30 ? thisHour : nextHour}`
}
