import type { CaseTypeStores } from '../../../commands/case-type-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, insertInto, kept, keptStatements, texts } from './kept.ts'

const byId = statement('case types by id', (k, p) =>
  selectFrom(k, tables.caseTypes)
    .where({ id: p('id') })
    .forUpdate(),
)
const inUse = statement('case types in use', (k) =>
  selectFrom(k, tables.caseTypes).whereNull('retired_at').orderBy(['name', 'id']),
)
const insert = insertInto(tables.caseTypes)
const saveIfNewer = statement('case types save if newer', (k, p) => {
  const { id: _, ...saved } = tables.caseTypes.values(p)
  return k('case_types')
    .where({ id: p('id'), version: p('versionBefore') })
    .update(saved)
})
const stagesInUse = statement('stages in use of a case type', (k, p) =>
  k('case_sheets')
    .where({ type_id: p('id') })
    .distinct('stage_key')
    .orderBy('stage_key'),
)
const sheets = keptStatements(tables.sheets, 'caseId')

export const caseTypeStores = (executor: Executor): CaseTypeStores => ({
  caseTypes: {
    find: (id) => first(executor, tables.caseTypes, byId, { id }),
    all: () => every(executor, tables.caseTypes, inUse, {}),
    insert: async (type) => {
      await executor.run(insert, { ...type })
    },
    save: async (type) =>
      (await executor.run(saveIfNewer, { ...type, versionBefore: type.version - 1 })) === 1,
    stagesInUse: (id) => texts(executor, stagesInUse, { id }, 'stage_key'),
  },
  sheets: kept(executor, sheets),
})
