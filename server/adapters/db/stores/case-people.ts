import type { CasePeopleStores } from '../../../commands/case-people-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { first, insertInto } from './kept.ts'

const insert = insertInto(tables.casePeople)
const of = statement('case people of', (k, p) =>
  selectFrom(k, tables.casePeople)
    .where({ case_id: p('caseId'), person_id: p('personId') })
    .forUpdate(),
)
const remove = statement('case people remove', (k, p) =>
  k('case_people')
    .where({ case_id: p('caseId'), person_id: p('personId') })
    .delete(),
)
const removeEverywhere = statement('case people remove everywhere', (k, p) =>
  k('case_people')
    .where({ person_id: p('personId') })
    .delete(),
)
const see = statement('case people see', (k, p) =>
  k('case_people')
    .where({ case_id: p('caseId'), person_id: p('personId') })
    .where('seen_at', '<', p('seenAt'))
    .update({ seen_at: p('seenAt') }),
)

export const casePeopleStores = (executor: Executor): CasePeopleStores => ({
  casePeople: {
    of: (caseId, personId) => first(executor, tables.casePeople, of, { caseId, personId }),
    insert: async (person) => void (await executor.run(insert, { ...person })),
    remove: async (caseId, personId) => void (await executor.run(remove, { caseId, personId })),
    removeEverywhere: async (personId) => void (await executor.run(removeEverywhere, { personId })),
    see: async (caseId, personId, seenAt) => void (await executor.run(see, { caseId, personId, seenAt })),
  },
})
