import type { PlacementStores } from '../../../commands/placement-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, kept, keptStatements } from './kept.ts'

const placements = keptStatements(tables.placements, 'id', ['personId', 'queueId', 'byId', 'since'])
const open = statement('placements open', (k) =>
  selectFrom(k, tables.placements).whereNull('ended_at').orderBy(['since', 'id']).forUpdate(),
)

export const placementStores = (executor: Executor): PlacementStores => ({
  placements: {
    ...kept(executor, placements),
    open: () => every(executor, tables.placements, open, {}),
  },
})
