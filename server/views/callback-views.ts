/** Callbacks as screens show them: the list with its promise kept, and the line in the dock of a call that has to do with one. */
import type { Knex } from 'knex'
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CallbacksView, CallbackView, PromiseKeptView } from '../contract/callback-views.ts'
import type { CallbackNote } from '../contract/phone-views.ts'
import { attemptOutcomes, callbackStateWords, cancelReasons } from '../contract/words.ts'
import { attemptsAtMost, isPromised, isSameMatter, promiseKept } from '../domain/callback.ts'
import { lineNow } from '../domain/line-state.ts'
import type { Callback, CallbackAttempt, Contact } from '../domain/records.ts'
import { writtenOpening } from '../domain/spoken-time.ts'
import { writtenWindow } from '../domain/wording.ts'
import { callerViews, caseBriefs, personBriefs } from './briefs.ts'
import { missedViews, voicemailViews } from './missed-views.ts'
import { grouped } from './timeline.ts'
import { byId, type ViewDeps, when } from './view-deps.ts'

const zone = 'Europe/London'
const most = 100
const settledShownMs = 7 * 86_400_000

/** Everything promised and not done, longest wait first, and what was done in the last seven days, newest first. */
export async function callbacksView(deps: ViewDeps, personId: string): Promise<CallbacksView> {
  const { read, clock } = deps
  const now = clock.now()
  const since = new Date(Date.parse(now) - settledShownMs).toISOString()
  const open: unknown[] = await selectFrom(read, tables.callbacks)
    .whereNull('settled_at')
    .orderBy(['due_at', 'waiting_since', 'id'])
    .limit(most)
  const settled: unknown[] = await selectFrom(read, tables.callbacks)
    .where('settled_at', '>=', since)
    .orderBy([{ column: 'settled_at', order: 'desc' }, 'id'])
    .limit(most)
  const rows = [...open, ...settled].map((row) => tables.callbacks.decode(row))
  const [shown, voicemails, missed] = await Promise.all([
    views(deps, rows, now),
    voicemailViews(deps, personId),
    missedViews(deps),
  ])
  return {
    asOf: now,
    kept: await keptToday(deps, now),
    open: shown.filter((each) => each.settledAt === null),
    settled: shown.filter((each) => each.settledAt !== null),
    voicemails: voicemails.shown,
    missed: missed.shown,
    unshown: { voicemails: voicemails.unshown, missed: missed.unshown },
  }
}

/** Promise kept, of the callbacks whose window ends today or later: those that today is judged by. */
export async function keptToday({ read }: Pick<ViewDeps, 'read'>, now: string): Promise<PromiseKeptView> {
  const startOfDay = DateTime.fromISO(now, { zone }).startOf('day').toUTC().toISO() ?? now
  const rows: unknown[] = await selectFrom(read, tables.callbacks).where('promised_until', '>=', startOfDay)
  const callbacks = rows.map((row) => tables.callbacks.decode(row))
  return {
    ...promiseKept(callbacks, now),
    waiting: callbacks.filter((each) => each.settledAt === null).length,
  }
}

async function views(deps: ViewDeps, rows: readonly Callback[], now: string): Promise<CallbackView[]> {
  const { read } = deps
  const ids = rows.map((c) => c.id)
  const found: unknown[] =
    ids.length === 0
      ? []
      : await selectFrom(read, tables.callbackAttempts).whereIn('callback_id', ids).orderBy('dialled_at')
  const attempts = found.map((row) => tables.callbackAttempts.decode(row))
  const byCallback = grouped<CallbackAttempt, CallbackAttempt>(
    attempts,
    (a) => a.callbackId,
    (a) => a,
  )
  const people = await personBriefs(
    read,
    attempts.map((a) => a.personId),
  )
  const cases = await caseBriefs(
    read,
    rows.map((c) => c.caseId),
  )
  const callers = await callerViews(
    read,
    rows.map((c) => ({ key: c.id, callerNumber: c.number, memberId: c.memberId })),
  )
  const queues = byId<{ id: string; name: string }>(await read('queues').select('id', 'name'))
  const lineRows: unknown[] = await selectFrom(read, tables.lines)
  const lines = byId(lineRows.map((row) => tables.lines.decode(row)))
  const positions = await positionsOf(read)
  const ringing = new Map<string, string>(
    (
      await read('offers')
        .join('people', 'people.id', 'offers.person_id')
        .whereNull('offers.settled_at')
        .select({ contactId: 'offers.contact_id', name: 'people.name' })
    ).map((o: { contactId: string; name: string }) => [o.contactId, o.name]),
  )
  return rows.map((c) => {
    const line = lines.get(c.lineId)
    const rings = c.attemptContactId === null ? undefined : ringing.get(c.attemptContactId)
    const isLineOpen = line !== undefined && lineNow(line, now).open
    const isSettled = c.settledAt !== null
    const isBusy = c.state === 'dialling' || rings !== undefined
    const place = c.attemptContactId === null ? undefined : positions.get(c.attemptContactId)
    return {
      id: c.id,
      version: c.version,
      state: c.state,
      stateWords: stateWords(c, rings),
      caller: callers.get(c.id)?.title ?? 'Caller',
      number: callers.get(c.id)?.number ?? '',
      case: c.caseId === null ? null : (cases.get(c.caseId) ?? null),
      contactId: c.attemptContactId ?? c.contactId,
      lineName: line?.name ?? '',
      queueName: queues.get(c.queueId)?.name ?? '',
      need: c.need,
      priorityReason: c.priorityReason,
      position: c.state === 'due' ? (place ?? null) : null,
      waitingSince: c.waitingSince,
      promisedAt: c.promisedAt,
      promisedFrom: c.promisedFrom,
      promisedUntil: c.promisedUntil,
      promisedWords: isPromised(c) ? promisedWords(c, now) : 'nothing promised',
      nextWords: isSettled || c.state !== 'promised' ? null : `Next: ${writtenOpening(c.dueAt, now, zone)}`,
      isLate: !isSettled && isPromised(c) && c.firstAttemptAt === null && c.promisedUntil < now,
      attempts: (byCallback.get(c.id) ?? []).map((a) => ({
        contactId: a.contactId,
        at: a.dialledAt,
        by: people.get(a.personId) ?? null,
        words: a.outcome === null ? 'Going on now' : attemptOutcomes[a.outcome],
      })),
      attemptsAtMost,
      settledAt: c.settledAt,
      actions: {
        ringNow: when(
          !isSettled && !isBusy && isLineOpen,
          isSettled ? 'callback-settled' : isBusy ? 'callback-in-hand' : 'callback-closed-hours',
        ),
        cancel: when(
          !isSettled && c.state !== 'dialling',
          isSettled ? 'callback-settled' : 'callback-in-hand',
        ),
      },
    }
  })
}

function stateWords(callback: Callback, rings: string | undefined): string {
  if (callback.cancelReason !== null)
    return `Cancelled: ${cancelReasons[callback.cancelReason].toLowerCase()}`
  return rings === undefined ? callbackStateWords[callback.state] : `Offered to ${rings}`
}

const promisedWords = (callback: Callback, now: string): string =>
  writtenWindow({
    // Promised from the moment on, it is still "by" when that moment has passed.
    from: callback.promisedFrom <= callback.promisedAt ? now : callback.promisedFrom,
    until: callback.promisedUntil,
    now: callback.promisedFrom <= callback.promisedAt ? now : minOf(now, callback.promisedAt),
    zone,
  })
const minOf = (a: string, b: string): string => (a < b ? a : b)

/** The place of everybody who waits, in their own queue, in the order that routing uses. */
async function positionsOf(read: Knex): Promise<Map<string, number>> {
  const rows: unknown[] = await selectFrom(read, tables.contacts)
    .where({ state: 'waiting' })
    .whereNull('ended_at')
    .whereNotNull('waiting_since')
  const waiting = rows.map((row) => tables.contacts.decode(row))
  const key = (c: Contact) => Date.parse(c.waitingSince ?? c.startedAt) - c.priority * 120_000
  const inQueue = new Map<string, number>()
  const positions = new Map<string, number>()
  for (const c of waiting.toSorted((a, b) => key(a) - key(b) || (a.id < b.id ? -1 : 1))) {
    const place = (inQueue.get(c.queueId ?? '') ?? 0) + 1
    inQueue.set(c.queueId ?? '', place)
    positions.set(c.id, place)
  }
  return positions
}

/** What the agent of a call must know of callbacks: this is one; there is one open; this call has just met it. */
export async function callbackNote(
  { read, clock }: ViewDeps,
  contact: Contact,
): Promise<CallbackNote | null> {
  const now = clock.now()
  if (contact.callbackId !== null) {
    const row: unknown = await selectFrom(read, tables.callbacks).where({ id: contact.callbackId }).first()
    if (!row) return null
    const callback = tables.callbacks.decode(row)
    const attempt: unknown = await selectFrom(read, tables.callbackAttempts)
      .where({ contact_id: contact.id })
      .first()
    const tried = callback.attempts
    return {
      kind: 'ringing-back',
      words: `Callback, asked for ${writtenOpening(callback.promisedAt, now, zone)} · try ${Math.min(tried + (contact.endedAt === null ? 1 : 0), attemptsAtMost)} of ${attemptsAtMost}`,
      soundsLikeMachine: attempt ? tables.callbackAttempts.decode(attempt).heardMachine : false,
    }
  }
  if (contact.memberId === null && contact.callerNumber === null) return null
  const rows: unknown[] = await selectFrom(read, tables.callbacks)
    .where((q) => {
      if (contact.memberId !== null) q.orWhere({ member_id: contact.memberId })
      if (contact.callerNumber !== null) q.orWhere({ number: contact.callerNumber })
    })
    .where((q) => void q.whereNull('settled_at').orWhere('settled_at', '>=', contact.startedAt))
    .orderBy('id', 'desc')
    .limit(20)
  const callbacks = rows
    .map((row) => tables.callbacks.decode(row))
    .filter((each) => each.contactId !== contact.id)
  const open = callbacks.find((each) => each.settledAt === null)
  if (open) {
    const place =
      open.attemptContactId === null ? undefined : (await positionsOf(read)).get(open.attemptContactId)
    return {
      kind: 'open',
      words:
        place === undefined
          ? `Open callback, ${isPromised(open) ? `promised ${promisedWords(open, now)}` : 'tried again later'}`
          : `Open callback, position ${place}`,
      soundsLikeMachine: false,
    }
  }
  const met = callbacks.find((each) => each.cancelReason === 'reached-us' && isSameMatter(each, contact))
  return met === undefined
    ? null
    : { kind: 'met', words: 'Callback cancelled: reached us', soundsLikeMachine: false }
}
