import type { DataRightsStores } from '../../../commands/data-rights-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, insertInto, kept, keptStatements } from './kept.ts'

const requests = keptStatements(tables.accessRequests, 'id', ['memberId', 'openedBy', 'openedAt'])
const openOf = statement('access requests open of member', (k, p) =>
  selectFrom(k, tables.accessRequests)
    .where({ member_id: p('memberId') })
    .whereNull('given_at')
    .forUpdate(),
)
const insertDecision = insertInto(tables.accessDecisions)
const dropDecision = statement('access decisions drop', (k, p) =>
  k('access_decisions')
    .where({ request_id: p('requestId'), item_id: p('itemId') })
    .delete(),
)
const decisionsOf = statement('access decisions of request', (k, p) =>
  selectFrom(k, tables.accessDecisions)
    .where({ request_id: p('requestId') })
    .orderBy('item_id'),
)

export const dataRightsStores = (executor: Executor): DataRightsStores => ({
  accessRequests: {
    ...kept(executor, requests),
    openOf: (memberId) => first(executor, tables.accessRequests, openOf, { memberId }),
  },
  accessDecisions: {
    put: async (decision) => {
      await executor.run(dropDecision, { requestId: decision.requestId, itemId: decision.itemId })
      await executor.run(insertDecision, { ...decision })
    },
    ofRequest: (requestId) => every(executor, tables.accessDecisions, decisionsOf, { requestId }),
  },
})
