import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements } from './kept.ts'

const alerts = keptStatements(tables.alerts, 'id', ['rule', 'queueId'])
const all = statement('alerts all', (k) => selectFrom(k, tables.alerts).orderBy('id'))

const duty = statement('duty', (k) => selectFrom(k, tables.duty))
const saveDuty = statement('duty save if newer', (k, p) => {
  const { id: _, ...saved } = tables.duty.values(p)
  return k('duty')
    .where({ version: p('versionBefore') })
    .update(saved)
})

export const alertsStore = (executor: Executor): Stores['alerts'] => ({
  ...kept(executor, alerts),
  all: () => every(executor, tables.alerts, all, {}),
})

export const dutyStore = (executor: Executor): Stores['duty'] => ({
  read: async () => {
    const row = await first(executor, tables.duty, duty, {})
    if (row === null) throw new Error('duty: the row that the migration made is gone')
    return row
  },
  save: async (row) => {
    const { id: _, ...saved } = row
    return (await executor.run(saveDuty, { ...saved, versionBefore: row.version - 1 })) === 1
  },
})
