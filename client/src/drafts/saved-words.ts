import type { Instant } from '../ui/times.ts'
import { clockTime } from '../ui/times.ts'

/** "Saved 3 s ago", then by the clock, so that the words stand still once they no longer matter. */
export const savedWords = (savedAt: string | null, now: Instant): string => {
  if (savedAt === null) return ''
  const seconds = Math.max(0, Math.floor((Number(new Date(now)) - Date.parse(savedAt)) / 1_000))
  if (seconds < 2) return 'Saved just now'
  return seconds < 60 ? `Saved ${seconds} s ago` : `Saved ${clockTime(savedAt)}`
}
