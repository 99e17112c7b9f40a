/** The event log: audit trail, outbox and stream. Appending also writes the effects of each event, due at once. */
import type { Stores } from '../../commands/ports.ts'
import { type Effect, effectsOf, isOnTheLine } from '../../domain/effects.ts'
import type { DomainEvent } from '../../domain/events.ts'
import type { EffectRow, LoggedEvent } from '../../domain/records.ts'
import { selectFrom, tables } from './columns.ts'
import { nextNumber } from './counters.ts'
import { type Executor, limitToCome, statement } from './statement.ts'
import { every, first, insertInto } from './stores/kept.ts'
import type { Appended, Transaction } from './transaction.ts'

const insertEvent = insertInto(tables.eventLog)
const insertEffect = insertInto(tables.effects)
const after = statement('event log after', (k, p) =>
  selectFrom(k, tables.eventLog).where('seq', '>', p('seq')).orderBy('seq').limit(limitToCome),
)

const bySeq = statement('event log by seq', (k, p) => selectFrom(k, tables.eventLog).where({ seq: p('seq') }))

const awaitsPrivacy = statement('effects that make a talk private', (k, p) =>
  k('effects')
    .select('id')
    .where({ order_key: p('contactId') })
    .whereIn('kind', ['hold-member', 'set-recording'] satisfies Effect['kind'][])
    .whereNull('settled_at')
    .limit(1),
)

export const eventsStore = (transaction: Transaction): Stores['events'] => ({
  find: (seq) => first(transaction, tables.eventLog, bySeq, { seq }),
  awaitsPrivacy: async (contactId) => (await transaction.all(awaitsPrivacy, { contactId })).length > 0,
  async append(events, meta) {
    if (events.length === 0) return
    if (transaction.appendAtCommit) transaction.appendAtCommit({ events, ...meta })
    else transaction.noteLogged(await writeEvents(transaction, [{ events, ...meta }]))
  },
})

/** Numbers the events in this order and writes them, and what they ask of the outside. */
export async function writeEvents(
  executor: Executor,
  appended: readonly Appended[],
): Promise<readonly LoggedEvent[]> {
  const events = appended.flatMap(({ events: each, actor, at }) =>
    each.map((event) => ({ event, actor, at })),
  )
  if (events.length === 0) return []
  const firstSeq = await nextNumber(executor, 'event', events.length)
  const logged = events.map(({ event, actor, at }, index) =>
    toLogged(event, { seq: firstSeq + index, actor, at }),
  )
  for (const row of logged) await executor.run(insertEvent, { ...row })
  for (const [index, { event, at }] of events.entries())
    for (const row of effectRows(event, firstSeq + index, at)) await executor.run(insertEffect, { ...row })
  return logged
}

/** Committed events numbered above `afterSeq`, in order, at most `limit`. `{ type, ...data }` is the event again. */
export const eventsAfter = (reader: Executor, afterSeq: number, limit: number): Promise<LoggedEvent[]> =>
  every(reader, tables.eventLog, after, { seq: afterSeq, limit })

const toLogged = (event: DomainEvent, meta: { seq: number; actor: string; at: string }): LoggedEvent => {
  const { type, ...data } = event
  return {
    ...meta,
    type,
    contactId: 'contactId' in event ? (event.contactId ?? null) : null,
    caseId: 'caseId' in event ? event.caseId : null,
    data,
  }
}

/** Ids sort in the order the effects were caused. */
const effectRows = (event: DomainEvent, seq: number, at: string): EffectRow[] =>
  effectsOf(event).map(({ effect, orderKey }, index) => {
    const { kind, ...data } = effect
    return {
      id: `${String(seq).padStart(12, '0')}-${String(index).padStart(2, '0')}`,
      eventSeq: seq,
      kind,
      orderKey,
      onTheLine: isOnTheLine(effect),
      data,
      attempts: 0,
      dueAt: at,
      lastError: null,
      settledAt: null,
      result: null,
    }
  })
