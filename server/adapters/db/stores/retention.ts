import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import type { DueRecord, RetentionStores } from '../../../commands/retention-ports.ts'
import { certificateLine, type ErasureItem, type RetentionKind } from '../../../domain/retention/retention.ts'
import { selectFrom, tables } from '../columns.ts'
import { contactsGoing, goneWithCase, goneWithContacts, type Scope } from '../erasure.ts'
import { type Executor, limitToCome, type Placeholder, type Statement, statement } from '../statement.ts'
import { holdsOverCase, holdsOverContact } from './holds.ts'
import { every, first, insertInto, kept, keptStatements, texts } from './kept.ts'

const rules = keptStatements(tables.retentionRules, 'kind')
const rulesDue = statement('retention rules due', (k, p) =>
  selectFrom(k, tables.retentionRules)
    .where('next_at', '<=', p('now'))
    .orderBy(['next_at', 'kind'])
    .forUpdate(),
)

const erasures = keptStatements(tables.erasures, 'id', ['kind', 'proposedAt'])
const proposedErasure = statement('erasures proposed of kind', (k, p) =>
  selectFrom(k, tables.erasures)
    .where({ kind: p('kind'), state: 'proposed' })
    .forUpdate(),
)
const erasingNow = statement('erasures erasing', (k) =>
  selectFrom(k, tables.erasures).where({ state: 'erasing' }).orderBy(['approved_at', 'id']).forUpdate(),
)

const insertItem = insertInto(tables.erasureItems)
const saveItem = statement('erasure items save', (k, p) =>
  k('erasure_items')
    .where({ erasure_id: p('erasureId'), record_id: p('recordId') })
    .update({ state: p('state'), sha256: p('sha256'), erased_at: p('erasedAt') }),
)
const dropItem = statement('erasure items drop', (k, p) =>
  k('erasure_items')
    .where({ erasure_id: p('erasureId'), record_id: p('recordId') })
    .delete(),
)
const clearItems = statement('erasure items clear', (k, p) =>
  k('erasure_items')
    .where({ erasure_id: p('erasureId') })
    .delete(),
)
const nextItem = statement('erasure items next', (k, p) =>
  selectFrom(k, tables.erasureItems)
    .where({ erasure_id: p('erasureId'), state: 'due' })
    .orderBy('record_id')
    .limit(1),
)
const allItems = statement('erasure items of erasure', (k, p) =>
  selectFrom(k, tables.erasureItems)
    .where({ erasure_id: p('erasureId') })
    .orderBy('record_id'),
)

/** What one erasure asked of Twilio has this key and the id of what is to be deleted. */
export const keysOf = (erasureId: string): string => `erasure:${erasureId}:%`
const openAtTwilio = statement('effects of erasure open', (k, p) =>
  k('effects').count({ n: '*' }).where('order_key', 'like', p('keys')).whereNull('settled_at'),
)
const refusedByTwilio = statement('effects of erasure refused', (k, p) =>
  k('effects').count({ n: '*' }).where('order_key', 'like', p('keys')).where({ result: 'gave-up' }),
)
const askAgain = statement('effects of erasure again', (k, p) =>
  k('effects')
    .where('order_key', 'like', p('keys'))
    .where({ result: 'gave-up' })
    .update({ settled_at: null, result: null, attempts: 0, due_at: p('now') }),
)

/** Its member's data is being put together for them: nothing of it may go meanwhile. */
const requestsOver = (k: Knex, table: 'cases' | 'contacts'): Knex.QueryBuilder =>
  k('access_requests')
    .select('access_requests.id')
    .whereRaw(`access_requests.member_id = ${table}.member_id`)
    .whereNot('access_requests.state', 'given')

const isHeld = (k: Knex, table: 'cases' | 'contacts'): Knex.Raw =>
  k.raw('CASE WHEN EXISTS ? OR EXISTS ? THEN 1 ELSE 0 END AS "isHeld"', [
    table === 'cases' ? holdsOverCase(k) : holdsOverContact(k),
    requestsOver(k, table),
  ])

/** Erased, or on its way: of this erasure's items, or of an earlier one's. */
const gone = (k: Knex, kind: RetentionKind): Knex.QueryBuilder =>
  k('erasure_items')
    .select('erasure_items.record_id')
    .whereRaw(`erasure_items.record_id = ${kind}.id`)
    .where({ 'erasure_items.kind': kind, 'erasure_items.state': 'erased' })
const going = (k: Knex, kind: RetentionKind): Knex.QueryBuilder =>
  k('erasure_items')
    .join('erasures', 'erasures.id', 'erasure_items.erasure_id')
    .select('erasure_items.record_id')
    .whereRaw(`erasure_items.record_id = ${kind}.id`)
    .where({ 'erasure_items.state': 'due', 'erasures.state': 'erasing' })

const overdue: Readonly<Record<RetentionKind, (k: Knex, p: Placeholder) => Knex.QueryBuilder>> = {
  recordings: (k, p) =>
    k('recordings')
      .join('contacts', 'contacts.id', 'recordings.contact_id')
      .select('recordings.id as recordId', 'recordings.started_at as at', 'recordings.kind as what')
      .select(isHeld(k, 'contacts'))
      .where('recordings.started_at', '<', p('before'))
      .whereIn('recordings.state', ['completed', 'absent'])
      .orderBy(['recordings.started_at', 'recordings.id']),
  contacts: (k, p) =>
    k('contacts')
      .select('contacts.id as recordId', 'contacts.ended_at as at')
      .select(k.raw("CASE contacts.channel WHEN 'sms' THEN 'sms' ELSE 'call' END AS what"))
      .select(isHeld(k, 'contacts'))
      .where('contacts.ended_at', '<', p('before'))
      .whereNull('contacts.case_id')
      .orderBy(['contacts.ended_at', 'contacts.id']),
  cases: (k, p) =>
    k('cases')
      .select('cases.id as recordId', 'cases.closed_at as at')
      .select(k.raw('CAST(cases.number AS TEXT) AS what'))
      .select(isHeld(k, 'cases'))
      .where({ 'cases.status': 'closed' })
      .where('cases.closed_at', '<', p('before'))
      .whereNotExists(
        k('deadlines')
          .select('deadlines.id')
          .whereRaw('deadlines.case_id = cases.id')
          .whereNull('deadlines.settled_at'),
      )
      .whereNotExists(
        k('contacts')
          .select('contacts.id')
          .whereRaw('contacts.case_id = cases.id')
          .whereNull('contacts.ended_at'),
      )
      .orderBy(['cases.closed_at', 'cases.id']),
}
const perKind = (make: (kind: RetentionKind) => Statement): Readonly<Record<RetentionKind, Statement>> => ({
  recordings: make('recordings'),
  contacts: make('contacts'),
  cases: make('cases'),
})
const due = perKind((kind) =>
  statement(`${kind} overdue`, (k, p) => {
    const query = overdue[kind](k, p)
      .whereNotExists(gone(k, kind))
      .whereNotExists(going(k, kind))
      .limit(limitToCome)
    return kind === 'recordings' ? query.where({ 'contacts.line_id': p('lineId') }) : query
  }),
)
const dueStill = perKind((kind) =>
  statement(`${kind} still overdue`, (k, p) =>
    overdue[kind](k, p)
      .whereNotExists(gone(k, kind))
      .where({ [`${kind}.id`]: p('recordId') }),
  ),
)
const recordOf = (row: unknown): DueRecord => {
  const columns = new Map(Object.entries(row ?? {}))
  return {
    recordId: String(columns.get('recordId')),
    at: String(columns.get('at')),
    what: String(columns.get('what')),
    isHeld: Number(columns.get('isHeld')) === 1,
  }
}

const scopes: readonly Scope[] = ['contacts', 'cases']
const partsOf = (scope: Scope) =>
  scope === 'cases' ? [...goneWithContacts, ...goneWithCase] : goneWithContacts
const perScope = <T>(make: (scope: Scope) => T): Record<Scope, T> => ({
  contacts: make('contacts'),
  cases: make('cases'),
})

const reading = perScope((scope) =>
  partsOf(scope).map((part, place) => ({
    unread: new Set(part.unread ?? []),
    table: part.table,
    all: statement(`erasure reads ${scope} ${place}`, (k, p) =>
      part.rows(k, p, scope).select(`${part.table}.*`),
    ),
  })),
)
const emptying = perScope((scope) =>
  partsOf(scope).map((part, place) =>
    statement(`erasure empties ${scope} ${place}`, (k, p) => {
      const rows = part.rows(k, p, scope)
      if (part.becomes === 'delete') return rows.delete()
      return rows.update(
        Object.fromEntries(
          Object.entries(part.becomes).map(([column, to]) => [column, typeof to === 'function' ? to(k) : to]),
        ),
      )
    }),
  ),
)
const contactIds = perScope((scope) =>
  statement(`erasure contacts of ${scope}`, (k, p) => contactsGoing(k, p, scope).orderBy('contacts.id')),
)
const sids = perScope((scope) =>
  statement(`erasure texts at twilio of ${scope}`, (k, p) =>
    k('messages')
      .select('messages.message_sid as sid')
      .whereIn('messages.contact_id', contactsGoing(k, p, scope))
      .whereNotNull('messages.message_sid')
      .orderBy('messages.id'),
  ),
)
const documentIds = statement('erasure documents of case', (k, p) =>
  k('documents')
    .select('documents.id')
    .where({ case_id: p('recordId') })
    .whereNull('erased_at')
    .orderBy('id'),
)
const oneRecording = statement('erasure reads recording', (k, p) =>
  k('recordings').where({ id: p('recordId') }),
)

const scopeOf = (kind: RetentionKind): Scope | null => scopes.find((scope) => scope === kind) ?? null

/** Rows in the order of their keys and columns, so that the same content has the same hash on both databases. */
const canonical = (rows: readonly unknown[], unread: ReadonlySet<string>): string[] =>
  rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row ?? {})
          .filter(([column]) => !unread.has(column))
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ),
    )
    .toSorted()

export const retentionStores = (executor: Executor): RetentionStores => {
  const count = async (statement: Statement, erasureId: string): Promise<number> => {
    const [row] = await executor.all(statement, { keys: keysOf(erasureId) })
    return Number(new Map(Object.entries(row ?? {})).get('n'))
  }
  return {
    retentionRules: {
      ...kept(executor, rules),
      dueAt: (now) => every(executor, tables.retentionRules, rulesDue, { now }),
    },
    erasures: {
      ...kept(executor, erasures),
      proposedOf: (kind) => first(executor, tables.erasures, proposedErasure, { kind }),
      erasing: () => every(executor, tables.erasures, erasingNow, {}),
      sealOf: async (erasureId) => {
        const items = await every(executor, tables.erasureItems, allItems, { erasureId })
        return createHash('sha256').update(items.map(certificateLine).join('\n')).digest('hex')
      },
      leftAtTwilio: async (id) => (await count(openAtTwilio, id)) + (await count(refusedByTwilio, id)),
      askAgain: (id, now) => executor.run(askAgain, { keys: keysOf(id), now }),
    },
    erasureItems: {
      insert: async (item) => {
        await executor.run(insertItem, { ...item })
      },
      clear: async (erasureId) => {
        await executor.run(clearItems, { erasureId })
      },
      nextDue: (erasureId) => first(executor, tables.erasureItems, nextItem, { erasureId }),
      save: async ({ erasureId, recordId, state, sha256, erasedAt }: ErasureItem) => {
        await executor.run(saveItem, { erasureId, recordId, state, sha256, erasedAt })
      },
      drop: async ({ erasureId, recordId }) => {
        await executor.run(dropItem, { erasureId, recordId })
      },
    },
    retained: {
      due: async (kind, { before, lineId, limit }) =>
        limit <= 0
          ? []
          : (
              await executor.all(
                due[kind],
                kind === 'recordings' ? { before, lineId, limit } : { before, limit },
              )
            ).map(recordOf),
      stillDue: async (kind, of) => {
        const [row] = await executor.all(dueStill[kind], of)
        return row === undefined ? null : recordOf(row)
      },
      contactsOf: async (kind, recordId) => {
        const scope = scopeOf(kind)
        return scope === null ? [] : texts(executor, contactIds[scope], { recordId }, 'id')
      },
      documentsOf: (caseId) => texts(executor, documentIds, { recordId: caseId }, 'id'),
      hash: async (kind, recordId) => {
        const scope = scopeOf(kind)
        const hash = createHash('sha256')
        if (scope === null)
          for (const line of canonical(await executor.all(oneRecording, { recordId }), new Set()))
            hash.update(`recordings ${line}\n`)
        else
          for (const { all, table, unread } of reading[scope])
            for (const line of canonical(await executor.all(all, { recordId }), unread))
              hash.update(`${table} ${line}\n`)
        return hash.digest('hex')
      },
      messageSids: async (kind, recordId) => {
        const scope = scopeOf(kind)
        return scope === null ? [] : texts(executor, sids[scope], { recordId }, 'sid')
      },
      empty: async (kind, recordId) => {
        const scope = scopeOf(kind)
        if (scope === null) return
        for (const statement of emptying[scope]) await executor.run(statement, { recordId })
      },
    },
  }
}
