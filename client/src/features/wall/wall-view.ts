/** What hangs on the wall: numbers and a word, never old numbers as if they were now. */
import type { WallView } from '../../../../server/contract/live-views.ts'
import { clockTime, dayWords, localDay } from '../../ui/times.ts'

/** Longer than this without an answer, and the numbers go; it asks every two seconds. */
export const lostAfterMs = 5_000

/** When lines close, if that is today, midnight included; a day that is weeks ahead is no news for a wall. */
const closing = (closesAt: string, now: string): string => {
  if (localDay(Date.parse(closesAt) - 1) !== localDay(now)) return ''
  const time = clockTime(closesAt)
  return `Lines close at ${time === '00:00' ? 'midnight' : time}.`
}

/** When lines open, with the day when it is not today: on a Friday evening "at 08:30" would be a wrong promise. */
const opening = (opensAt: string, now: string): string => {
  const day = dayWords(opensAt, now)
  const named = day === 'Today' ? '' : ` ${day === 'Tomorrow' ? 'tomorrow' : day}`
  return `Lines open${named} at ${clockTime(opensAt)}.`
}

/** The last line: when lines close or open, and something kind. */
export const kindLine = ({ asOf, closesAt, opensAt, helpedToday }: WallView): string => {
  const hours = closesAt !== null ? closing(closesAt, asOf) : opensAt !== null ? opening(opensAt, asOf) : ''
  const thanks =
    helpedToday === 0
      ? ''
      : `Thank you: ${helpedToday} ${helpedToday === 1 ? 'member' : 'members'} helped today.`
  return [hours, thanks].filter(Boolean).join(' ')
}

/** Two pixels to and fro every ten minutes, so that nothing burns in. */
export const shiftPixels = (now: number): 0 | 2 => (Math.floor(now / 600_000) % 2 === 0 ? 0 : 2)

/** True when the page has lived through a 03:00 (London) since it started, and should load afresh. */
export const isDueForReload = (startedAt: number, now: number): boolean => {
  const threeToday = (at: number) => clockTime(at) >= '03:00'
  return localDay(startedAt) === localDay(now)
    ? !threeToday(startedAt) && threeToday(now)
    : threeToday(now) || now - startedAt > 86_400_000
}
