import type { EligibilityStores } from '../../../commands/eligibility-ports.ts'
import { tables } from '../columns.ts'
import type { Executor } from '../statement.ts'
import { kept, keptStatements } from './kept.ts'

const assessments = keptStatements(tables.eligibility, 'caseId', ['id'])

export const eligibilityStores = (executor: Executor): EligibilityStores => ({
  eligibility: kept(executor, assessments),
})
