/** The live board and the wall: where waiting callers, longest wait and people by state stand now. */

import type { Knex } from 'knex'
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import { type Board, withPositions } from '../contract/board-changes.ts'
import type {
  LiveCaller,
  LivePerson,
  LiveQueue,
  LiveTiles,
  MyQueuesView,
  WallView,
} from '../contract/live-views.ts'
import type { PlacedHere } from '../contract/placement-views.ts'
import { lineNow } from '../domain/line-state.ts'
import { rolesThatMay } from '../domain/permissions.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { takesQueue } from '../domain/placement.ts'
import { isCallable, isOnShift, newPresence } from '../domain/presence.ts'
import type { Contact, Line, Presence, Queue } from '../domain/records.ts'
import { callerViews } from './briefs.ts'
import { keptToday } from './callback-views.ts'
import { type CallOfToday, type CallsOfToday, createCallsOfToday } from './calls-of-today.ts'
import { lastWord } from './last-word.ts'
import { openPlacements, placedHere } from './placement-views.ts'
import { secondsBetween, type ViewDeps } from './view-deps.ts'

const zone = 'Europe/London'
type Agent = {
  id: string
  name: string
  skills: string[]
  presence: Presence
  placed: PlacedHere[]
}
const takes = ({ skills, placed }: Agent, queue: Queue): boolean =>
  takesQueue(skills, queue, placed.find(({ queueId }) => queueId === queue.id)?.way)
/** One call of today that was queued: what service level is counted from. */
type Served = CallOfToday & { queueId: string; waitingSince: string }

/** `today` remembers between readings what cannot change any more. */
export async function liveView(deps: ViewDeps, today: CallsOfToday = createCallsOfToday()): Promise<Board> {
  const now = deps.clock.now()
  const [lines, queues, skilled, placements, live, calls] = await Promise.all([
    linesOf(deps),
    queuesOf(deps),
    agentsOf(deps),
    openPlacements(deps),
    liveContacts(deps),
    today.read(deps.read, { start: startOfDay(now), now }),
  ])
  const placed = await placedHere(deps, placements, queues)
  const agents = skilled.map((agent) => ({ ...agent, placed: placed.get(agent.id) ?? [] }))
  const served = byQueue(calls.filter(wasQueued))
  const helpedToday = calls.filter(({ isAnswered }) => isAnswered).length
  const callers = await liveCallers(deps, live)
  const closing = lines
    .filter(({ kind }) => kind === 'voice')
    .map((line) => lineNow(line, now))
    .flatMap((state) => (state.open ? [state.closesAt] : []))
  const isOpen = closing.length > 0
  return {
    asOf: now,
    tiles: { ...(await tiles(deps, { queues, callers, served, now })), helpedToday },
    queues: queues.map((queue) => liveQueue(queue, { now, isOpen, agents, callers, served })),
    people: agents.map((agent) => livePerson(agent, { queues, live })),
    callers,
    notices: [],
    opensAt: isOpen ? null : earliest(lines.map((l) => nextOpen(l, now))),
    closesAt:
      closing
        .filter((at) => at !== null)
        .toSorted()
        .at(-1) ?? null,
  }
}

/** The same figures for a wall: no names, nothing of members. */
export const wallView = ({ asOf, opensAt, closesAt, tiles, queues }: Board): Omit<WallView, 'alerts'> => ({
  asOf,
  closesAt,
  opensAt,
  helpedToday: tiles.helpedToday,
  queues: queues.map(({ id, name, word, waiting, longestSince, free, staffed }) => ({
    id,
    name,
    word,
    waiting,
    longestSince,
    free,
    staffed,
  })),
})

/** What somebody who may not watch the board is told of it: how many wait in their own queues, and nobody's state. */
export const myQueuesView = (
  { asOf, opensAt, closesAt, queues, people }: Board,
  personId: string,
): MyQueuesView => {
  const served = people.find(({ id }) => id === personId)?.queues ?? []
  return {
    asOf,
    opensAt,
    closesAt,
    queues: queues
      .filter(({ name }) => served.includes(name))
      .map(({ id, name, waiting, longestSince, promise }) => ({
        id,
        name,
        waiting,
        longestSince,
        isLate: longestSince !== null && secondsBetween(longestSince, asOf) > promise.seconds,
      })),
  }
}

async function linesOf({ read }: ViewDeps): Promise<Line[]> {
  const rows: unknown[] = await selectFrom(read, tables.lines).whereNull('removed_at').orderBy('id')
  return rows.map((row) => tables.lines.decode(row))
}
export async function queuesOf({ read }: ViewDeps): Promise<Queue[]> {
  const rows: unknown[] = await selectFrom(read, tables.queues).whereNull('removed_at').orderBy('position')
  return rows.map((row) => tables.queues.decode(row))
}

/** Those who take calls, with skills or without, in order of name: the order of the board never changes by itself. */
async function agentsOf({ read, clock }: ViewDeps): Promise<Omit<Agent, 'placed'>[]> {
  const rows: { id: string; name: string; skill: string | null }[] = await read('people')
    .leftJoin('person_skills', 'person_skills.person_id', 'people.id')
    .whereNull('people.left_at')
    .whereIn(
      'people.id',
      read('person_roles').whereIn('role', rolesThatMay('take-calls')).select('person_id'),
    )
    .orderBy(['people.name', 'people.id'])
    .select('people.id', 'people.name', 'person_skills.skill')
  const found: unknown[] = await selectFrom(read, tables.presences)
  const presences = new Map(found.map((row) => tables.presences.decode(row)).map((p) => [p.personId, p]))
  const agents = new Map<string, Omit<Agent, 'placed'>>()
  for (const { id, name, skill } of rows) {
    const agent = agents.get(id) ?? {
      id,
      name,
      skills: [],
      // Never seen at work: off all day, not since this very reading.
      presence: presences.get(id) ?? newPresence(id, startOfDay(clock.now())),
    }
    agents.set(id, { ...agent, skills: skill === null ? agent.skills : [...agent.skills, skill] })
  }
  return [...agents.values()]
}

async function liveContacts({ read }: ViewDeps): Promise<Contact[]> {
  const rows: unknown[] = await selectFrom(read, tables.contacts)
    .whereNull('ended_at')
    .where({ channel: 'voice' })
  const contacts = rows.map((row) => tables.contacts.decode(row))
  const key = (c: Contact) => Date.parse(c.waitingSince ?? c.startedAt) - c.priority * 120_000
  return contacts.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1))
}

async function liveCallers({ read }: ViewDeps, live: readonly Contact[]): Promise<LiveCaller[]> {
  const shown = live.filter((c) => c.queueId !== null && (c.state === 'waiting' || c.state === 'parked'))
  const ringing = new Set<string>(
    (await read('offers').whereNull('settled_at').select({ contactId: 'contact_id' })).map(
      (o: { contactId: string }) => o.contactId,
    ),
  )
  const titles = await callerViews(
    read,
    shown.map((c) => ({ key: c.id, callerNumber: c.callerNumber, memberId: c.memberId })),
  )
  return withPositions(
    shown.map((c) => {
      const title = titles.get(c.id)
      return {
        contactId: c.id,
        queueId: c.queueId ?? '',
        title: title ? masked(title.kind, title.title, c.callerNumber) : 'Caller',
        since: c.parkedSince ?? c.waitingSince ?? c.startedAt,
        priorityReason: c.priorityReason,
        state: c.state === 'parked' ? 'parked' : ringing.has(c.id) ? 'ringing' : 'waiting',
        isCallback: c.callbackId !== null && c.connectingAt === null,
      }
    }),
  )
}

/** A board is read over shoulders: first name and initial, or the end of the number. */
export function masked(kind: string, title: string, number: string | null): string {
  if (kind === 'member') {
    const [first = '', ...rest] = title.split(' ')
    return rest.length === 0 ? first : `${first} ${rest.at(-1)?.charAt(0) ?? ''}.`
  }
  return kind === 'unknown' && number !== null ? `… ${displayNumber(number).slice(-3)}` : title
}

const byQueue = (calls: readonly Served[]): Map<string, Served[]> => {
  const queues = new Map<string, Served[]>()
  for (const call of calls) {
    const queue = queues.get(call.queueId)
    if (queue === undefined) queues.set(call.queueId, [call])
    else queue.push(call)
  }
  return queues
}
/** Callbacks, asked for or rung, are judged by their own promise (F29): they are in neither number of the queues. */
export const wasQueued = (call: CallOfToday): call is Served =>
  call.queueId !== null && call.waitingSince !== null && !call.isCallback

export const startOfDay = (now: string): string =>
  DateTime.fromISO(now, { zone }).startOf('day').toUTC().toISO() ?? now

/**
 * Service level: answered within the promise, of all who were offered an answer (answered, gave up, or waiting longer
 * than the promise already). A short abandon counts: the sum hides nobody.
 */
function inPromise(
  served: readonly Served[],
  promiseSeconds: number,
  now: string,
): { answered: number; offered: number } {
  let answered = 0
  let offered = 0
  for (const s of served) {
    const waited = s.waitedSeconds ?? secondsBetween(s.waitingSince, now)
    if (s.isAnswered && waited <= promiseSeconds) answered += 1
    if (s.isAnswered || s.isOver || waited > promiseSeconds) offered += 1
  }
  return { answered, offered }
}

interface Facts {
  now: string
  isOpen: boolean
  agents: readonly Agent[]
  callers: readonly LiveCaller[]
  /** By queue. */
  served: ReadonlyMap<string, readonly Served[]>
}

function liveQueue(queue: Queue, facts: Facts): LiveQueue {
  const able = facts.agents.filter((a) => takes(a, queue) && isOnShift(a.presence))
  const free = able.filter((a) => isCallable(a.presence)).length
  const waiting = facts.callers.filter((c) => c.queueId === queue.id && c.state !== 'parked' && !c.isCallback)
  const longestSince = waiting.map((c) => c.since).toSorted()[0] ?? null
  const hourAgo = new Date(Date.parse(facts.now) - 3_600_000).toISOString()
  const lastHour = (facts.served.get(queue.id) ?? []).filter((s) => s.waitingSince >= hourAgo)
  const level = inPromise(lastHour, queue.promiseSeconds, facts.now)
  const late = longestSince !== null && secondsBetween(longestSince, facts.now) > queue.promiseSeconds
  const missed = level.offered > 0 && level.answered * 100 < queue.promisePercent * level.offered
  const word =
    !facts.isOpen && waiting.length === 0
      ? 'closed'
      : able.length === 0
        ? 'nobody-signed-in'
        : free === 0 && waiting.length > 0
          ? 'nobody-free'
          : late || missed
            ? 'slipping'
            : 'in-promise'
  return {
    id: queue.id,
    name: queue.name,
    word,
    waiting: waiting.length,
    longestSince,
    inPromiseLastHour: level,
    free,
    staffed: able.length,
    promise: { percent: queue.promisePercent, seconds: queue.promiseSeconds },
  }
}

function livePerson(agent: Agent, facts: { queues: readonly Queue[]; live: readonly Contact[] }): LivePerson {
  const p = agent.presence
  const parked = facts.live.some((c) => c.state === 'parked' && c.agentId === agent.id)
  const unreachable =
    p.choice === 'available' &&
    p.occupancy === 'idle' &&
    (!p.reachable || !p.registered || p.microphone !== 'granted')
  const state = parked
    ? 'call-parked'
    : unreachable
      ? 'phone-problem'
      : p.occupancy === 'idle'
        ? p.choice
        : p.occupancy
  const detail = parked
    ? 'Phone lost, member parked'
    : unreachable
      ? 'Phone cannot be reached'
      : p.areYouThere
        ? 'Asked: are you there?'
        : null
  return {
    id: agent.id,
    name: agent.name,
    state,
    since: p.occupancy === 'idle' && p.choiceSince > p.occupancySince ? p.choiceSince : p.occupancySince,
    queues: facts.queues.filter((q) => takes(agent, q)).map((q) => q.name),
    placed: agent.placed,
    detail,
  }
}

async function tiles(
  { read }: ViewDeps,
  { queues, callers, served, now }: Pick<Facts, 'callers' | 'served' | 'now'> & { queues: readonly Queue[] },
): Promise<Omit<LiveTiles, 'helpedToday'>> {
  const waiting = callers.filter((c) => c.state !== 'parked' && !c.isCallback)
  const perQueue = queues.map((q) => inPromise(served.get(q.id) ?? [], q.promiseSeconds, now))
  const open: { at: string }[] = await textsWaiting(read).select({ at: 'messages.at' })
  return {
    waiting: waiting.length,
    longestSince: waiting.map((c) => c.since).toSorted()[0] ?? null,
    inPromiseToday: {
      answered: sum(perQueue.map((p) => p.answered)),
      offered: sum(perQueue.map((p) => p.offered)),
    },
    gaveUpToday: sum([...served.values()].map((calls) => calls.filter((s) => s.gaveUp).length)),
    textsWaiting: {
      open: open.length,
      overHour: open.filter((m) => secondsBetween(m.at, now) > 3600).length,
    },
    callbacks: await keptToday({ read }, now),
  }
}

/** Open conversations whose last word is the member's; add what to select. */
export const textsWaiting = (read: Knex): Knex.QueryBuilder =>
  read('contacts')
    .join('messages', 'messages.thread_id', 'contacts.thread_id')
    .whereNull('contacts.ended_at')
    .where('contacts.channel', 'sms')
    .where('messages.direction', 'in')
    .where('messages.id', '=', lastWord(read))

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const earliest = (instants: readonly (string | null)[]): string | null =>
  instants.filter((i) => i !== null).toSorted()[0] ?? null
function nextOpen(line: Line, now: string): string | null {
  const state = lineNow(line, now)
  return state.open ? null : state.opensAt
}
