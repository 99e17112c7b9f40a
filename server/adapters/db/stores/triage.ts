import type { TriageStores } from '../../../commands/triage-ports.ts'
import { tables } from '../columns.ts'
import type { Executor } from '../statement.ts'
import { kept, keptStatements } from './kept.ts'

const overrides = keptStatements(tables.triage, 'caseId')

export const triageStores = (executor: Executor): TriageStores => ({ triage: kept(executor, overrides) })
