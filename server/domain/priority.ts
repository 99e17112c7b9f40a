// Which calls go before others, and why in words (F12): every jump is explained on the board and logged.
// One step is worth two minutes of waiting (routing/order.ts). Only need decides, never who shouts.
import { DateTime } from 'luxon'
import type { Need } from './menu.ts'

/** 0 ordinary to 4 first. */
export type Priority = 0 | 1 | 2 | 3 | 4
export type PriorityReason = { readonly priority: Priority; readonly words: string | null }

/** What is known about the caller when they join the queue; leave out what is not. Instants are ISO UTC. */
export type NeedKnown = {
  readonly need: Need | null
  readonly now: string
  readonly zone: string
  /** The caller was connected and the line broke on our side. */
  readonly wasCutOff?: boolean
  readonly safetyRisk?: boolean
  readonly dismissedToday?: boolean
  /** The next hearing on any open case of theirs. */
  readonly hearingAt?: string | null
  /** Its day, YYYY-MM-DD, where no hour is kept: nine in the morning, and on the day itself any hour. */
  readonly hearingOn?: string | null
}

const hearingWithinHours = 48

/** The strongest reason alone counts; words are null for an ordinary call. */
export const priorityOf = (known: NeedKnown): PriorityReason => {
  if (known.wasCutOff) return { priority: 4, words: 'was cut off' }
  if (known.safetyRisk) return { priority: 4, words: 'safety' }
  if (known.dismissedToday) return { priority: 3, words: 'dismissed today' }
  const hearing = hearingWords(known)
  if (hearing) return { priority: 3, words: hearing }
  if (known.need === 'urgent-today') return { priority: 2, words: 'urgent today' }
  return { priority: 0, words: null }
}

/** A hearing from now up to and including 48 hours ahead, named by the local calendar day. */
const hearingWords = (known: NeedKnown): string | null => {
  const hearing = hearingOf(known)
  if (hearing === null) return null
  const current = DateTime.fromISO(known.now, { zone: known.zone })
  const hours = hearing.diff(current, 'hours').hours
  if (hours < 0 || hours > hearingWithinHours) return null
  const days = Math.round(hearing.startOf('day').diff(current.startOf('day'), 'days').days)
  return days === 0 ? 'hearing today' : days === 1 ? 'hearing tomorrow' : `hearing in ${days} days`
}

const hearingOf = ({ hearingAt, hearingOn, now, zone }: NeedKnown): DateTime | null => {
  if (hearingAt) return DateTime.fromISO(hearingAt, { zone })
  if (!hearingOn) return null
  const current = DateTime.fromISO(now, { zone })
  const morning = DateTime.fromISO(hearingOn, { zone }).set({ hour: 9 })
  return morning.hasSame(current, 'day') && morning < current ? current : morning
}
