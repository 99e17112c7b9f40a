/**
 * For a while a supervisor puts a person on a queue, or takes them off it (F42). Skills stay the rule; this is the
 * exception of one person and one queue, and it ends by itself.
 *
 *   holds ──► over    time        `until` has come
 *                     taken-back  a supervisor ended it
 *                     replaced    another one for the same person and queue
 *                     left        the person left, or takes no calls any more
 *                     queue-gone  the queue was removed
 *
 * Only who is offered the next call follows from it: a call in hand, and one that rings, go on as they are.
 */
import { DateTime } from 'luxon'
import type { Instant, Queue } from './records.ts'
import { writtenTime } from './spoken-time.ts'

export type PlacementWay = 'on' | 'off'
export type PlacementEnd = 'time' | 'taken-back' | 'replaced' | 'left' | 'queue-gone'
export interface Placement {
  id: string
  personId: string
  queueId: string
  way: PlacementWay
  why: string
  /** The supervisor. */
  byId: string
  since: Instant
  /** Null: until it is taken back. */
  until: Instant | null
  endedAt: Instant | null
  /** Who ended it; null when nobody did. */
  endedBy: string | null
  endedBecause: PlacementEnd | null
}

/** How long, as somebody chose it. `time`: "17:00", today. */
export interface PlacementUntil {
  until: 'end-of-day' | 'time' | 'taken-back'
  time: string
}

const zone = 'Europe/London'
const mostWhy = 200

/** The instant of what was chosen, or what is wrong with it in words. */
export function placementUntil(
  { until, time }: PlacementUntil,
  now: Instant,
): { until: Instant | null } | { wrong: string } {
  if (until === 'taken-back') return { until: null }
  const local = DateTime.fromISO(now, { zone })
  if (until === 'end-of-day') return { until: instantOf(local.startOf('day').plus({ days: 1 })) }
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim()) ?? []
  if (hour === undefined || minute === undefined) return { wrong: 'Write a time of today, like 17:00.' }
  const at = local.startOf('day').set({ hour: Number(hour), minute: Number(minute) })
  return at.toMillis() <= Date.parse(now)
    ? { wrong: 'That time is over. Choose a later one, or the end of today.' }
    : { until: instantOf(at) }
}

export const whyProblem = (why: string): string | null =>
  why.trim() === ''
    ? 'Say why. They can read it, and it is kept.'
    : why.trim().length > mostWhy
      ? `At most ${mostWhy} characters.`
      : null

export const isPlacementDue = ({ until, endedAt }: Pick<Placement, 'until' | 'endedAt'>, now: Instant) =>
  endedAt === null && until !== null && until <= now

export const endPlacement = (
  placement: Placement,
  because: PlacementEnd,
  by: string | null,
  now: Instant,
): Placement => ({ ...placement, endedAt: now, endedBy: by, endedBecause: because })

/** Whether somebody is offered calls of this queue from the first moment on: by skills, unless they are placed. */
export const takesQueue = (
  skills: readonly string[],
  queue: Pick<Queue, 'skills'>,
  way: PlacementWay | undefined,
): boolean => (way === undefined ? queue.skills.every((skill) => skills.includes(skill)) : way === 'on')

/** "until 17:00", "until the end of today", "until it is taken back" */
export function untilWords(until: Instant | null, now: Instant): string {
  if (until === null) return 'until it is taken back'
  const end = DateTime.fromISO(until, { zone })
  return end.equals(DateTime.fromISO(now, { zone }).startOf('day').plus({ days: 1 }))
    ? 'until the end of today'
    : `until ${writtenTime(until, zone)}`
}

/** To the person themselves: "Lorna Blake put you on Pay until 17:00: many are waiting." */
export function placementWords(
  { way, until, why }: Pick<Placement, 'way' | 'until' | 'why'>,
  /** `by`: whose doing it is; null: their own. */
  { by, queue, now }: { by: string | null; queue: string; now: Instant },
): string {
  const whom = by === null ? 'yourself' : 'you'
  const did = way === 'on' ? `put ${whom} on ${queue}` : `took ${whom} off ${queue}`
  return `${by ?? 'You'} ${did} ${untilWords(until, now)}: ${why.replace(/[.\s]+$/, '')}.`
}

const instantOf = (at: DateTime): Instant => at.toUTC().toISO() ?? ''
