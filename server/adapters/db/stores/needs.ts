import type { NeedsStores } from '../../../commands/needs-ports.ts'
import { tables } from '../columns.ts'
import type { Executor } from '../statement.ts'
import { kept, keptStatements } from './kept.ts'

const needs = keptStatements(tables.memberNeeds, 'memberId')

export const needsStores = (executor: Executor): NeedsStores => ({ memberNeeds: kept(executor, needs) })
