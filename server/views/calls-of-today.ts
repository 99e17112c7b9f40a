/**
 * Today's calls as the board counts them. The board is read four times a second, and in the afternoon of a national
 * union there are ten thousand: reading them all took 100 ms each time (measured 2026-11). What became of a call that
 * has been over for a while does not change any more, so it is remembered, and only the others are read:
 *
 *   unsettled (going on, or over for less than two minutes) ─ by id ─┐
 *   new (begun since the last reading, with a margin) ─ by time ─────┴─► settled ─► forgotten at midnight, read anew hourly
 */
import type { Knex } from 'knex'
import { secondsBetween } from './view-deps.ts'

export interface CallOfToday {
  queueId: string | null
  waitingSince: string | null
  /** Until an agent answered, or the caller was gone; null while neither has happened. */
  waitedSeconds: number | null
  isAnswered: boolean
  isOver: boolean
  gaveUp: boolean
  /** A callback was asked for in it, or it is one that we rang. */
  isCallback: boolean
}
export interface CallRow {
  id: string
  startedAt: string
  queueId: string | null
  waitingSince: string | null
  connectedAt: string | null
  endedAt: string | null
  result: string | null
  callbackId: string | null
}

/** Longer than a commit or a status callback may lag behind the instant it carries. */
const marginMs = 2 * 60_000
const readAnewMs = 60 * 60_000

export interface CallsOfToday {
  read(read: Knex, day: { start: string; now: string }): Promise<readonly CallOfToday[]>
}

export const createCallsOfToday = (): CallsOfToday => {
  let dayStart = ''
  let readAnewAt = 0
  let newest = ''
  let calls = new Map<string, CallOfToday>()
  let unsettled: string[] = []

  return {
    read: async (read, { start, now }) => {
      const nowMs = Date.parse(now)
      const settledBefore = before(now)
      // A clock that went backwards is a doubt like any other.
      const isAnew = start !== dayStart || nowMs >= readAnewAt || now < newest
      const known = isAnew ? new Map<string, CallOfToday>() : calls
      const rows = [
        ...(isAnew ? [] : await rowsById(read, unsettled)),
        ...(await rowsSince(read, isAnew || before(newest) < start ? start : before(newest))),
      ]
      const open = new Set<string>()
      for (const row of rows) {
        known.set(row.id, callOf(row))
        if (row.endedAt === null || row.endedAt > settledBefore) open.add(row.id)
      }
      // Kept only now: a reading that failed half way has changed nothing of what the next one starts from.
      if (isAnew) readAnewAt = nowMs + readAnewMs
      dayStart = start
      newest = now
      calls = known
      unsettled = [...open]
      return [...calls.values()]
    },
  }
}

const before = (instant: string): string => new Date(Date.parse(instant) - marginMs).toISOString()

const columns = {
  id: 'id',
  startedAt: 'started_at',
  queueId: 'queue_id',
  waitingSince: 'waiting_since',
  connectedAt: 'connected_at',
  endedAt: 'ended_at',
  result: 'result',
  callbackId: 'callback_id',
}
export const rowsSince = async (read: Knex, since: string): Promise<CallRow[]> =>
  read('contacts').where('started_at', '>=', since).where({ channel: 'voice' }).select(columns)
const rowsById = async (read: Knex, ids: readonly string[]): Promise<CallRow[]> =>
  ids.length === 0 ? [] : read('contacts').whereIn('id', ids).select(columns)

export const callOf = ({
  queueId,
  waitingSince,
  connectedAt,
  endedAt,
  result,
  callbackId,
}: CallRow): CallOfToday => {
  const until = connectedAt ?? endedAt
  return {
    queueId,
    waitingSince,
    waitedSeconds: waitingSince === null || until === null ? null : secondsBetween(waitingSince, until),
    isAnswered: connectedAt !== null,
    isOver: endedAt !== null,
    gaveUp: result === 'abandoned',
    isCallback: callbackId !== null || result === 'callback-taken',
  }
}
