import type { CaseMoveStores } from '../../../commands/case-move-ports.ts'
import type { CaseMove } from '../../../domain/case-move.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { first, kept, keptStatements, texts } from './kept.ts'

const moves = keptStatements(tables.caseMoves, 'id', ['kind', 'fromCaseId', 'intoCaseId'])

/** Rows of a case, by their id. A table of a case that is in none of these lists fails test/adapters/case-moves.test.ts. */
export const movedWithCase = [
  'contacts',
  'case_events',
  'follow_ups',
  'documents',
  'advice',
  'terms_answers',
  'deadlines',
  'service_targets',
  'referrals',
  'callbacks',
  'leads',
  'authorities',
  'legal_holds',
] as const
/** What a case has once: goes along where the other has none. */
export const movedWhereMissing = ['case_aims', 'case_sheets', 'eligibility'] as const
/** Of the case itself, and why. */
export const notMoved: Readonly<Record<string, string>> = {
  case_people: 'who works on that case; the one that takes it over has its own',
  case_triage: 'what somebody thought of that case; the one that takes it over is judged by its own parts',
  hand_overs: 'who was given that case; what was still offered is withdrawn',
  case_words: 'kept by triggers from what moves',
  case_seals: 'sealed cases are not merged',
  case_standings: 'who may know that case; of a case that is not sealed they hold nothing open',
  case_openings: 'of sealed cases',
  group_cases: 'a group case is not merged',
  sub_files: 'a sub-file stays with its group',
  event_log: 'what happened, to the case it happened to',
}

const mergeOf = statement('case moves merge of case', (k, p) =>
  selectFrom(k, tables.caseMoves)
    .where({ from_case_id: p('caseId'), kind: 'merge' })
    .whereNull('undone_at')
    .forUpdate(),
)
const movable = movedWithCase.map((table) => ({
  table,
  rows: statement(`case moves ids of ${table}`, (k, p) =>
    k(table)
      .select(`${table}.id`)
      .where({ case_id: p('caseId') })
      .orderBy('id')
      .forUpdate(),
  ),
  isOn: statement(`case moves is on ${table}`, (k, p) =>
    k(table)
      .select(`${table}.id`)
      .where({ id: p('rowId'), case_id: p('caseId') })
      .forUpdate(),
  ),
  move: statement(`case moves move ${table}`, (k, p) =>
    k(table)
      .where({ id: p('rowId'), case_id: p('from') })
      .update({ case_id: p('into') }),
  ),
}))
const single = movedWhereMissing.map((table) => ({
  table,
  move: statement(`case moves move ${table}`, (k, p) =>
    k(table)
      .where({ case_id: p('from') })
      .whereNotExists(
        k(`${table} as other`)
          .select('other.case_id')
          .where({ 'other.case_id': p('into') }),
      )
      .update({ case_id: p('into') }),
  ),
}))
const note = statement('case moved rows insert', (k, p) =>
  k('case_moved_rows').insert({ move_id: p('moveId'), table_name: p('table'), row_id: p('rowId') }),
)
const noted = statement('case moved rows of move', (k, p) =>
  k('case_moved_rows')
    .select('row_id as rowId')
    .where({ move_id: p('moveId'), table_name: p('table') })
    .orderBy('row_id'),
)
export const caseMoveStores = (executor: Executor): CaseMoveStores => {
  const movableOf = (table: string) => {
    const found = movable.find((one) => one.table === table)
    if (!found) throw new Error(`${table} moves with no case`)
    return found
  }
  const moveOne = async (move: CaseMove, table: string, rowId: string): Promise<boolean> => {
    const found = movableOf(table)
    const { fromCaseId: from, intoCaseId: into, id: moveId } = move
    if ((await executor.run(found.move, { rowId, from, into })) !== 1) return false
    await executor.run(note, { moveId, table, rowId })
    return true
  }
  return {
    caseMoves: {
      ...kept(executor, moves),
      mergeOf: (caseId) => first(executor, tables.caseMoves, mergeOf, { caseId }),
      moveAll: async (move) => {
        const contacts: string[] = []
        for (const { table, rows } of movable)
          for (const rowId of await texts(executor, rows, { caseId: move.fromCaseId }, 'id')) {
            await moveOne(move, table, rowId)
            if (table === 'contacts') contacts.push(rowId)
          }
        for (const { table, move: statement } of single)
          if ((await executor.run(statement, { from: move.fromCaseId, into: move.intoCaseId })) === 1)
            await executor.run(note, { moveId: move.id, table, rowId: move.fromCaseId })
        return contacts
      },
      isOn: async (caseId, part, rowId) =>
        (await executor.all(movableOf(part).isOn, { caseId, rowId })).length > 0,
      moveOne,
      moveBack: async (move) => {
        const contacts: string[] = []
        const back = { from: move.intoCaseId, into: move.fromCaseId }
        for (const { table, move: statement } of movable)
          for (const rowId of await texts(executor, noted, { moveId: move.id, table }, 'rowId'))
            if ((await executor.run(statement, { rowId, ...back })) === 1 && table === 'contacts')
              contacts.push(rowId)
        for (const { table, move: statement } of single)
          if ((await texts(executor, noted, { moveId: move.id, table }, 'rowId')).length > 0)
            await executor.run(statement, back)
        return contacts
      },
    },
  }
}
