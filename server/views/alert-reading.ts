/** What alerts are judged by: the board's own reading, and what is late or waits behind it. */
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { Board } from '../contract/board-changes.ts'
import type { AlertReading, LegalDate } from '../domain/alerts.ts'
import { isPromised } from '../domain/callback.ts'
import { formatReference } from '../domain/case-reference.ts'
import { daysBetween } from '../domain/deadlines/day.ts'
import { dayIn } from '../domain/missed.ts'
import type { Alert } from '../domain/records.ts'
import { queuesOf, startOfDay, textsWaiting } from './live-view.ts'
import { secondsBetween, type ViewDeps } from './view-deps.ts'

const zone = 'Europe/London'

export async function alertReading(
  deps: ViewDeps,
  board: Board,
): Promise<{ reading: AlertReading; known: Alert[] }> {
  const now = deps.clock.now()
  const [queues, late, texts, promises, legalDates, known] = await Promise.all([
    queuesOf(deps),
    lateCallbacks(deps, now),
    openTexts(deps),
    promisesToday(deps, now),
    legalDatesDue(deps, now),
    knownAlerts(deps),
  ])
  const minutes = (since: string) => secondsBetween(since, now) / 60
  const shown = new Map(board.queues.map((queue) => [queue.id, queue]))
  return {
    known,
    reading: {
      now,
      queues: queues.map((queue) => {
        const now_ = shown.get(queue.id)
        const longestSince = now_?.longestSince ?? null
        return {
          queue,
          isOpen: board.opensAt === null,
          waiting: now_?.waiting ?? 0,
          longestSeconds: longestSince === null ? 0 : secondsBetween(longestSince, now),
          free: now_?.free ?? 0,
          staffed: now_?.staffed ?? 0,
          lateCallbackMinutes: late
            .filter(({ queueId }) => queueId === queue.id)
            .map(({ promisedUntil }) => minutes(promisedUntil)),
          textMinutes: texts.filter(({ queueId }) => queueId === queue.id).map(({ at }) => minutes(at)),
        }
      }),
      today: dayIn(zone, now),
      promises,
      legalDates,
    },
  }
}

export async function knownAlerts({ read }: Pick<ViewDeps, 'read'>): Promise<Alert[]> {
  const rows: unknown[] = await selectFrom(read, tables.alerts)
  return rows.map((row) => tables.alerts.decode(row))
}

/** Promised, past their hour, and tried by nobody. */
async function lateCallbacks({ read }: ViewDeps, now: string) {
  const rows: unknown[] = await selectFrom(read, tables.callbacks)
    .whereNull('settled_at')
    .whereNull('first_attempt_at')
    .where('promised_until', '<', now)
  return rows.map((row) => tables.callbacks.decode(row)).filter(isPromised)
}

/** A text belongs to the queue that its line has for whoever chose nothing. */
async function openTexts({ read }: ViewDeps): Promise<{ at: string; queueId: string | null }[]> {
  return textsWaiting(read)
    .join('lines', 'lines.id', 'contacts.line_id')
    .select({ at: 'messages.at', queueId: 'lines.default_queue_id' })
}

/** Open follow-ups that are due on this day in London. */
async function promisesToday({ read }: ViewDeps, now: string): Promise<string[]> {
  const rows: { dueAt: string }[] = await read('follow_ups')
    .whereNull('done_at')
    .whereBetween('due_at', [startOfDay(now), endOfToday(now)])
    .select({ dueAt: 'due_at' })
  return rows.map(({ dueAt }) => dueAt)
}

/** Live legal dates whose limit or day to work to is today or over. */
async function legalDatesDue({ read }: ViewDeps, now: string): Promise<LegalDate[]> {
  const today = dayIn(zone, now)
  const rows: (Omit<LegalDate, 'daysLeft' | 'reference'> & { number: number })[] = await read('deadlines')
    .join('cases', 'cases.id', 'deadlines.case_id')
    .whereNull('deadlines.settled_at')
    .where('deadlines.next_on', '<=', today)
    .select({
      id: 'deadlines.id',
      caseId: 'deadlines.case_id',
      limitOn: 'deadlines.limit_on',
      nextOn: 'deadlines.next_on',
      targetOn: 'deadlines.target_on',
      number: 'cases.number',
    })
  return rows.map(({ number, ...date }) => ({
    ...date,
    reference: formatReference(number),
    daysLeft: daysBetween(today, date.limitOn),
  }))
}
export const endOfToday = (now: string): string =>
  DateTime.fromISO(now, { zone }).endOf('day').toUTC().toISO() ?? now
