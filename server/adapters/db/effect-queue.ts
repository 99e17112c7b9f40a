/**
 * The effects still to be carried out, for the worker. Claiming leases an effect: a worker that dies leaves it due again
 * when the lease ends, so every effect is carried out at least once. Effects of one order key go one after another; the
 * next becomes claimable when the one before it is settled.
 */
import type { EffectRow } from '../../domain/records.ts'
import { selectFrom, tables } from './columns.ts'
import { type Executor, limitToCome, statement } from './statement.ts'
import { every } from './stores/kept.ts'
import type { Writer } from './transaction.ts'

export interface EffectQueue {
  /**
   * Leases what is due at `now` (ends included) until `leaseUntil`, longest due first, counting an attempt on each: of
   * those that somebody on the line waits for, or of the others.
   */
  claim(ask: { now: string; leaseUntil: string; limit: number; onTheLine: boolean }): Promise<EffectRow[]>
  settle(id: string, answer: { at: string; result: 'done' | 'superseded' }): Promise<void>
  retry(id: string, answer: { dueAt: string; error: string }): Promise<void>
  giveUp(id: string, answer: { at: string; error: string }): Promise<void>
  /** oldestEventSeq: the event of the oldest open effect, null when none is open. */
  counts(): Promise<{ open: number; failing: number; gaveUp: number; oldestEventSeq: number | null }>
  /** The earliest instant at which an open effect is due, null when none is open. */
  nextDueAt(): Promise<string | null>
}

const claimable = statement('effects claimable', (k, p, engine) =>
  selectFrom(k, tables.effects)
    .whereNull('settled_at')
    .where({ on_the_line: p('onTheLine') })
    .where('due_at', '<=', p('now'))
    .whereNotExists(
      k('effects as earlier')
        .select(k.raw('1'))
        .whereRaw('earlier.order_key = effects.order_key and earlier.id < effects.id')
        .whereNull('earlier.settled_at'),
    )
    // The order of the index of open effects; by id alone SQLite would walk through all that are done.
    .orderBy(['effects.due_at', 'effects.id'])
    .limit(limitToCome)
    // SQLite has one writer and no row locks.
    .modify((query) => void (engine === 'postgres' ? query.forUpdate().skipLocked() : query)),
)
const lease = statement('effects lease', (k, p) =>
  k('effects')
    .where({ id: p('id') })
    .update({ due_at: p('leaseUntil'), attempts: k.raw('attempts + 1') }),
)
const settle = statement('effects settle', (k, p) =>
  k('effects')
    .where({ id: p('id') })
    .whereNull('settled_at')
    .update({ settled_at: p('at'), result: p('result'), last_error: p('error') }),
)
const retry = statement('effects retry', (k, p) =>
  k('effects')
    .where({ id: p('id') })
    .whereNull('settled_at')
    .update({ due_at: p('dueAt'), last_error: p('error') }),
)
// Done effects stay in the table: neither count may read them. SQLite uses a partial index for a literal only.
const counts = statement('effects counts', (k) =>
  k('effects')
    .whereNull('settled_at')
    .select({
      open: k.raw('count(*)'),
      failing: k.raw('count(last_error)'),
      gaveUp: k('effects as past').whereRaw(`past.result = 'gave-up'`).count('*'),
      oldestEventSeq: k.raw('min(event_seq)'),
    }),
)
const nextDue = statement('effects next due', (k) =>
  k('effects').whereNull('settled_at').min({ dueAt: 'due_at' }),
)

export function effectQueue(writer: Writer, reader: Executor): EffectQueue {
  return {
    claim: ({ now, leaseUntil, limit, onTheLine }) =>
      writer.transact(async (transaction) => {
        const due = await every(transaction, tables.effects, claimable, {
          now,
          limit,
          onTheLine: onTheLine ? 1 : 0,
        })
        for (const { id } of due) await transaction.run(lease, { id, leaseUntil })
        return due.map((each) => ({ ...each, attempts: each.attempts + 1, dueAt: leaseUntil }))
      }),
    settle: (id, { at, result }) =>
      writer.transact(async (transaction) => {
        await transaction.run(settle, { id, at, result, error: null })
      }),
    retry: (id, { dueAt, error }) =>
      writer.transact(async (transaction) => {
        await transaction.run(retry, { id, dueAt, error })
      }),
    giveUp: (id, { at, error }) =>
      writer.transact(async (transaction) => {
        await transaction.run(settle, { id, at, result: 'gave-up', error })
      }),
    counts: async () => {
      const row = await only(reader, counts)
      return {
        open: Number(row.get('open') ?? 0),
        failing: Number(row.get('failing') ?? 0),
        gaveUp: Number(row.get('gaveUp') ?? 0),
        oldestEventSeq: row.get('oldestEventSeq') == null ? null : Number(row.get('oldestEventSeq')),
      }
    },
    nextDueAt: async () => {
      const dueAt = (await only(reader, nextDue)).get('dueAt')
      return typeof dueAt === 'string' ? dueAt : null
    },
  }
}

const only = async (reader: Executor, query: typeof counts): Promise<Map<string, unknown>> => {
  const [row] = await reader.all(query, {})
  return new Map(Object.entries(row ?? {}))
}
