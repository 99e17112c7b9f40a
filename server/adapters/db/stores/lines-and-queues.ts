import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, type Table, tables } from '../columns.ts'
import { type Executor, type Statement, statement } from '../statement.ts'
import { every, first, insertInto } from './kept.ts'

const lineByNumber = statement('lines by number', (k, p) =>
  selectFrom(k, tables.lines).where({ number: p('number') }),
)
const lineById = statement('lines by id', (k, p) => selectFrom(k, tables.lines).where({ id: p('id') }))
const allLines = statement('lines all', (k) => selectFrom(k, tables.lines).orderBy('name'))
const queueById = statement('queues by id', (k, p) => selectFrom(k, tables.queues).where({ id: p('id') }))
const queueByKey = statement('queues by key', (k, p) =>
  selectFrom(k, tables.queues)
    .where({ key: p('key') })
    .whereNull('removed_at'),
)
const allQueues = statement('queues all', (k) =>
  selectFrom(k, tables.queues).whereNull('removed_at').orderBy(['position', 'id']),
)

const insertLine = insertInto(tables.lines)
const insertQueue = insertInto(tables.queues)
/** Every column by id, if the version is still the one before. */
const saveIfNewer = <T>(table: Table<T>): Statement =>
  statement(`${table.name} save if newer`, (k, p) => {
    const { id: _, ...saved } = table.values(p)
    return k(table.name)
      .where({ id: p('id'), version: p('versionBefore') })
      .update(saved)
  })
const saveLine = saveIfNewer(tables.lines)
const saveQueue = saveIfNewer(tables.queues)

export const linesStore = (executor: Executor): Stores['lines'] => ({
  byNumber: (number) => first(executor, tables.lines, lineByNumber, { number }),
  find: (id) => first(executor, tables.lines, lineById, { id }),
  all: () => every(executor, tables.lines, allLines, {}),
  insert: async (line) => {
    await executor.run(insertLine, { ...line })
  },
  save: async (line) => (await executor.run(saveLine, { ...line, versionBefore: line.version - 1 })) === 1,
})

export const queuesStore = (executor: Executor): Stores['queues'] => ({
  find: (id) => first(executor, tables.queues, queueById, { id }),
  byKey: (key) => first(executor, tables.queues, queueByKey, { key }),
  all: () => every(executor, tables.queues, allQueues, {}),
  insert: async (queue) => {
    await executor.run(insertQueue, { ...queue })
  },
  save: async (queue) =>
    (await executor.run(saveQueue, { ...queue, versionBefore: queue.version - 1 })) === 1,
})
