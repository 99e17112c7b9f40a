import type { HandOverStores } from '../../../commands/hand-over-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { first, kept, keptStatements } from './kept.ts'

const handOvers = keptStatements(tables.handOvers, 'id', [
  'caseId',
  'fromId',
  'toId',
  'note',
  'isReturn',
  'givenAt',
])
const offeredOf = statement('hand-overs offered of case', (k, p) =>
  selectFrom(k, tables.handOvers)
    .where({ case_id: p('caseId'), state: 'offered' })
    .forUpdate(),
)

export const handOverStores = (executor: Executor): HandOverStores => ({
  handOvers: {
    ...kept(executor, handOvers),
    offeredOf: (caseId) => first(executor, tables.handOvers, offeredOf, { caseId }),
  },
})
