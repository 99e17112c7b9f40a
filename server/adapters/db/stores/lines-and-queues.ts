import type { Stores } from '../../../commands/ports.ts'
import type { Line } from '../../../domain/records.ts'
import { selectFrom, type Table, tables } from '../columns.ts'
import { type Executor, type Statement, statement } from '../statement.ts'
import { every, first, insertInto } from './kept.ts'

const lineByNumber = statement('lines by number', (k, p) =>
  selectFrom(k, tables.lines)
    .where({ number: p('number') })
    .whereNull('removed_at'),
)
const lineThatHadNumber = statement('lines that had number', (k, p) =>
  selectFrom(k, tables.lines)
    .where({ number: p('number') })
    .whereNotNull('removed_at')
    .orderBy('removed_at', 'desc')
    .limit(1),
)
const lineById = statement('lines by id', (k, p) => selectFrom(k, tables.lines).where({ id: p('id') }))
const allLines = statement('lines all', (k) =>
  selectFrom(k, tables.lines).whereNull('removed_at').orderBy('name'),
)
const evenRemovedLines = statement('lines even removed', (k) => selectFrom(k, tables.lines).orderBy('id'))
const queueById = statement('queues by id', (k, p) => selectFrom(k, tables.queues).where({ id: p('id') }))
const queueByKey = statement('queues by key', (k, p) =>
  selectFrom(k, tables.queues)
    .where({ key: p('key') })
    .whereNull('removed_at'),
)
const allQueues = statement('queues all', (k) =>
  selectFrom(k, tables.queues).whereNull('removed_at').orderBy(['position', 'id']),
)

const trialOf = statement('menu trials of line', (k, p) =>
  selectFrom(k, tables.menuTrials).where({ line_id: p('lineId') }),
)
const allowTrial = statement('menu trials allow', (k, p) =>
  k('menu_trials').insert(tables.menuTrials.values(p)).onConflict('line_id').merge(),
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

const findLine = (executor: Executor, id: string) => first(executor, tables.lines, lineById, { id })

/** Whoever took the place of the line that last had this number, or of that one's successor, and so on. */
const successorOf = async (executor: Executor, number: string): Promise<Line | null> => {
  const seen = new Set<string>()
  let line = await first(executor, tables.lines, lineThatHadNumber, { number })
  while (line !== null && line.removedAt !== null && !seen.has(line.id)) {
    seen.add(line.id)
    line = line.replacedBy === null ? null : await findLine(executor, line.replacedBy)
  }
  return line === null || line.removedAt !== null ? null : line
}

export const linesStore = (executor: Executor): Stores['lines'] => ({
  byNumber: async (number) =>
    (await first(executor, tables.lines, lineByNumber, { number })) ?? successorOf(executor, number),
  find: (id) => findLine(executor, id),
  all: () => every(executor, tables.lines, allLines, {}),
  evenRemoved: () => every(executor, tables.lines, evenRemovedLines, {}),
  insert: async (line) => {
    await executor.run(insertLine, { ...line })
  },
  allowTrial: async (trial) => {
    await executor.run(allowTrial, { ...trial })
  },
  trialOf: (lineId) => first(executor, tables.menuTrials, trialOf, { lineId }),
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
