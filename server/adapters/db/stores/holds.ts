import type { Knex } from 'knex'
import type { HoldStores } from '../../../commands/hold-ports.ts'
import { tables } from '../columns.ts'
import type { Executor } from '../statement.ts'
import { kept, keptStatements } from './kept.ts'

const holds = keptStatements(tables.legalHolds, 'id', ['caseId', 'memberId', 'placedAt', 'placedBy', 'why'])

export const holdStores = (executor: Executor): HoldStores => ({ holds: kept(executor, holds) })

const standing = (k: Knex): Knex.QueryBuilder => k('legal_holds').whereNull('legal_holds.lifted_at')

/**
 * Holds over a case, on it or on its member, for asking of one row after another: a list of all that is held would read
 * every case there is (61 s at a million, where 15 s is the most a statement may take; measured 2026-11-23).
 */
export const holdsOverCase = (k: Knex): Knex.QueryBuilder =>
  standing(k)
    .select('legal_holds.id')
    .where(
      (q) =>
        void q
          .whereRaw('legal_holds.case_id = cases.id')
          .orWhereRaw('legal_holds.member_id = cases.member_id'),
    )

/** The same of a contact: on its case, on that case's member, or on its own. */
export const holdsOverContact = (k: Knex): Knex.QueryBuilder =>
  standing(k)
    .select('legal_holds.id')
    .where(
      (q) =>
        void q
          .whereRaw('legal_holds.member_id = contacts.member_id')
          .orWhereRaw('legal_holds.case_id = contacts.case_id')
          .orWhereRaw(
            'legal_holds.member_id = (SELECT cases.member_id FROM cases WHERE cases.id = contacts.case_id)',
          ),
    )
