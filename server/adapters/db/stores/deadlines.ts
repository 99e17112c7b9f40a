import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, kept, keptStatements } from './kept.ts'

const deadlines = keptStatements(tables.deadlines, 'id', ['caseId', 'proposedBy', 'proposedAt'])

const liveOfCase = statement('deadlines live of case', (k, p) =>
  selectFrom(k, tables.deadlines)
    .where({ case_id: p('caseId') })
    .whereNull('settled_at')
    .orderBy(['next_on', 'id'])
    .forUpdate(),
)

export const deadlinesStore = (executor: Executor): Stores['deadlines'] => ({
  ...kept(executor, deadlines),
  liveOfCase: (caseId) => every(executor, tables.deadlines, liveOfCase, { caseId }),
})
