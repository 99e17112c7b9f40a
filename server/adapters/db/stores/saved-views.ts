import type { SavedViewStores } from '../../../commands/saved-view-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, kept, keptStatements } from './kept.ts'

const views = keptStatements(tables.savedViews, 'id', ['personId'])
const ofPerson = statement('saved views of person', (k, p) =>
  selectFrom(k, tables.savedViews)
    .where({ person_id: p('personId') })
    .orderBy('id')
    .forUpdate(),
)
const remove = statement('saved views remove', (k, p) =>
  k('saved_views')
    .where({ id: p('id') })
    .delete(),
)

export const savedViewStores = (executor: Executor): SavedViewStores => ({
  savedViews: {
    ...kept(executor, views),
    ofPerson: (personId) => every(executor, tables.savedViews, ofPerson, { personId }),
    remove: async (id) => void (await executor.run(remove, { id })),
  },
})
