/** The event log: audit trail, outbox and stream. Appending also writes the effects of each event, due at once. */
import type { Stores } from '../../commands/ports.ts'
import { effectsOf } from '../../domain/effects.ts'
import type { DomainEvent } from '../../domain/events.ts'
import type { EffectRow, LoggedEvent } from '../../domain/records.ts'
import { selectFrom, tables } from './columns.ts'
import { nextNumber } from './counters.ts'
import { type Executor, limitToCome, statement } from './statement.ts'
import { every, insertInto } from './stores/kept.ts'
import type { Transaction } from './transaction.ts'

const insertEvent = insertInto(tables.eventLog)
const insertEffect = insertInto(tables.effects)
const after = statement('event log after', (k, p) =>
  selectFrom(k, tables.eventLog).where('seq', '>', p('seq')).orderBy('seq').limit(limitToCome),
)

export const eventsStore = (transaction: Transaction): Stores['events'] => ({
  async append(events, meta) {
    if (events.length === 0) return []
    const firstSeq = await nextNumber(transaction, 'event', events.length)
    const logged = events.map((event, index) => toLogged(event, { seq: firstSeq + index, ...meta }))
    for (const row of logged) await transaction.run(insertEvent, { ...row })
    for (const [index, event] of events.entries())
      for (const row of effectRows(event, firstSeq + index, meta.at))
        await transaction.run(insertEffect, { ...row })
    transaction.noteLogged(logged)
    return logged
  },
})

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
      data,
      attempts: 0,
      dueAt: at,
      lastError: null,
      settledAt: null,
      result: null,
    }
  })
