import type { Knex } from 'knex'
import type { HoldStores } from '../../../commands/hold-ports.ts'
import { tables } from '../columns.ts'
import type { Executor } from '../statement.ts'
import { kept, keptStatements } from './kept.ts'

const holds = keptStatements(tables.legalHolds, 'id', ['caseId', 'memberId', 'placedAt', 'placedBy', 'why'])

export const holdStores = (executor: Executor): HoldStores => ({ holds: kept(executor, holds) })

const standing = (k: Knex): Knex.QueryBuilder => k('legal_holds').whereNull('legal_holds.lifted_at')
const heldMembers = (k: Knex) =>
  standing(k).whereNotNull('legal_holds.member_id').select('legal_holds.member_id')

/** Cases of which nothing is erased: held themselves, or their member is. */
export const heldCases = (k: Knex): Knex.QueryBuilder =>
  k('cases')
    .select('cases.id')
    .whereIn('cases.member_id', heldMembers(k))
    .orWhereIn('cases.id', standing(k).whereNotNull('legal_holds.case_id').select('legal_holds.case_id'))

/** Contacts of which nothing is erased: on a held case, or of a held member. */
export const heldContacts = (k: Knex): Knex.QueryBuilder =>
  k('contacts')
    .select('contacts.id')
    .whereIn('contacts.member_id', heldMembers(k))
    .orWhereIn('contacts.case_id', heldCases(k))
