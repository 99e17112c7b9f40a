/**
 * The rows behind a number of the board (F41), read when somebody opens it and by the same rules that counted it: the
 * total is what the number said. No agent is named in any of them: who was slow is nobody's list.
 */
import type { Knex } from 'knex'
import type { BehindView } from '../contract/live-views.ts'
import type { BehindKind } from '../contract/words.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { Queue } from '../domain/records.ts'
import { endOfToday } from './alert-reading.ts'
import { callerViews } from './briefs.ts'
import { type CallOfToday, type CallRow, callOf, rowsSince } from './calls-of-today.ts'
import { masked, queuesOf, startOfDay, textsWaiting, wasQueued } from './live-view.ts'
import { secondsBetween, type ViewDeps } from './view-deps.ts'

const most = 200
const hourMs = 3_600_000

export interface BehindAsk {
  what: BehindKind
  /** One queue, or null for all that are in use. */
  queueId: string | null
  isNamed: boolean
  opensCases: boolean
  opensTexts: boolean
}
interface Found {
  id: string
  at: string
  queueId: string | null
  /** Where it is not somebody on the telephone. */
  title?: string | null
  words: string
  path: string | null
}
type Numbered = { row: CallRow; call: CallOfToday }

export async function behindView(deps: ViewDeps, ask: BehindAsk): Promise<BehindView> {
  const now = deps.clock.now()
  const queues = new Map((await queuesOf(deps)).map((queue) => [queue.id, queue]))
  const found =
    ask.what === 'texts'
      ? await texts(deps.read, ask, now)
      : ask.what === 'due'
        ? await due(deps.read, ask, now)
        : await calls(deps, ask, queues, now)
  const newestFirst = found.toSorted((a, b) => (a.at > b.at ? -1 : 1))
  const shown = (ask.what === 'due' ? newestFirst.toReversed() : newestFirst).slice(0, most)
  const titles = ask.isNamed ? await titlesOf(deps.read, shown) : new Map<string, string>()
  return {
    asOf: now,
    total: found.length,
    rows: shown.map(({ queueId, ...row }) => ({
      ...row,
      title: row.title ?? titles.get(row.id) ?? null,
      queueName: queues.get(queueId ?? '')?.name ?? '',
    })),
  }
}

async function calls(
  { read }: ViewDeps,
  ask: BehindAsk,
  queues: ReadonlyMap<string, Queue>,
  now: string,
): Promise<Found[]> {
  const hourAgo = new Date(Date.parse(now) - hourMs).toISOString()
  const today = (await rowsSince(read, startOfDay(now)))
    .map((row) => ({ row, call: callOf(row) }))
    .filter(({ call }) => ask.queueId === null || call.queueId === ask.queueId)
  return today
    .filter(({ call }) => {
      if (ask.what === 'helped') return call.isAnswered
      if (!wasQueued(call)) return false
      if (ask.what === 'gave-up') return call.gaveUp
      const queue = queues.get(call.queueId)
      if (queue === undefined || (ask.what === 'promise-hour' && call.waitingSince < hourAgo)) return false
      return call.isAnswered || call.isOver || waited(call, now) > queue.promiseSeconds
    })
    .map((one) => ({
      id: one.row.id,
      at: one.row.startedAt,
      queueId: one.call.queueId,
      words: whatBecame(one, queues.get(one.call.queueId ?? ''), now),
      path: ask.opensCases ? `/work/contact/${one.row.id}` : null,
    }))
}

async function texts(read: Knex, ask: BehindAsk, now: string): Promise<Found[]> {
  const rows: { id: string; at: string; queueId: string | null; threadId: string }[] = await textsWaiting(
    read,
  ).select({
    id: 'contacts.id',
    at: 'messages.at',
    queueId: 'contacts.queue_id',
    threadId: 'contacts.thread_id',
  })
  return rows
    .filter(({ at }) => secondsBetween(at, now) > hourMs / 1000)
    .map(({ id, at, queueId, threadId }) => ({
      id,
      at,
      queueId,
      words: `waiting for ${timeWords(secondsBetween(at, now))}`,
      path: ask.opensTexts ? `/work/text/${threadId}` : null,
    }))
}

/** Every open follow-up due today, whoever owns it. What it is about is for those who read cases. */
async function due(read: Knex, ask: BehindAsk, now: string): Promise<Found[]> {
  const rows: { id: string; at: string; caseId: string; number: number; owner: string | null }[] = await read(
    'follow_ups',
  )
    .join('cases', 'cases.id', 'follow_ups.case_id')
    .leftJoin('people', 'people.id', 'follow_ups.owner_id')
    .whereNull('follow_ups.done_at')
    .whereBetween('follow_ups.due_at', [startOfDay(now), endOfToday(now)])
    .select({
      id: 'follow_ups.id',
      at: 'follow_ups.due_at',
      caseId: 'cases.id',
      number: 'cases.number',
      owner: 'people.name',
    })
  return rows.map(({ id, at, caseId, number, owner }) => ({
    id,
    at,
    queueId: null,
    title: ask.opensCases ? formatReference(number) : null,
    words: `${at < now ? 'late' : 'to come'}, ${ask.opensCases ? `with ${owner ?? 'nobody'}` : 'with its owner'}`,
    path: ask.opensCases ? `/cases/${caseId}` : null,
  }))
}

const waited = (call: CallOfToday, now: string): number =>
  call.waitedSeconds ?? (call.waitingSince === null ? 0 : secondsBetween(call.waitingSince, now))

function whatBecame({ call }: Numbered, queue: Queue | undefined, now: string): string {
  const time = timeWords(waited(call, now))
  if (call.waitingSince === null) return 'answered'
  const late = queue !== undefined && waited(call, now) > queue.promiseSeconds ? ', later than promised' : ''
  if (call.isAnswered) return `answered after ${time}${late}`
  if (call.gaveUp) return `gave up after ${time}`
  return call.isOver ? `not answered, after ${time}` : `waiting for ${time}${late}`
}

/** "45 s", "4 min 10 s", "1 h 20 min" */
const timeWords = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} s`
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
}

async function titlesOf(read: Knex, shown: readonly Found[]): Promise<Map<string, string>> {
  const ids = shown.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows: { id: string; callerNumber: string | null; memberId: string | null }[] = await read('contacts')
    .whereIn('id', ids)
    .select({ id: 'id', callerNumber: 'caller_number', memberId: 'member_id' })
  const callers = await callerViews(
    read,
    rows.map(({ id, ...who }) => ({ key: id, ...who })),
  )
  return new Map(
    rows.map(({ id, callerNumber }) => {
      const caller = callers.get(id)
      return [id, caller === undefined ? 'Caller' : masked(caller.kind, caller.title, callerNumber)]
    }),
  )
}
