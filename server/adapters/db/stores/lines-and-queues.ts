import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first } from './kept.ts'

const lineByNumber = statement('lines by number', (k, p) =>
  selectFrom(k, tables.lines).where({ number: p('number') }),
)
const lineById = statement('lines by id', (k, p) => selectFrom(k, tables.lines).where({ id: p('id') }))
const allLines = statement('lines all', (k) => selectFrom(k, tables.lines).orderBy('name'))
const queueById = statement('queues by id', (k, p) => selectFrom(k, tables.queues).where({ id: p('id') }))
const queueByKey = statement('queues by key', (k, p) => selectFrom(k, tables.queues).where({ key: p('key') }))
const allQueues = statement('queues all', (k) => selectFrom(k, tables.queues).orderBy(['position', 'id']))

export const linesStore = (executor: Executor): Stores['lines'] => ({
  byNumber: (number) => first(executor, tables.lines, lineByNumber, { number }),
  find: (id) => first(executor, tables.lines, lineById, { id }),
  all: () => every(executor, tables.lines, allLines, {}),
})

export const queuesStore = (executor: Executor): Stores['queues'] => ({
  find: (id) => first(executor, tables.queues, queueById, { id }),
  byKey: (key) => first(executor, tables.queues, queueByKey, { key }),
  all: () => every(executor, tables.queues, allQueues, {}),
})
