import type { PlacementStores } from '../../../commands/placement-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, kept, keptStatements, texts } from './kept.ts'

const placements = keptStatements(tables.placements, 'id', ['personId', 'queueId', 'byId', 'since'])
const open = statement('placements open', (k) =>
  selectFrom(k, tables.placements).whereNull('ended_at').orderBy(['since', 'id']).forUpdate(),
)

const takenOff = statement('placements taken off queue', (k, p) =>
  k('placements')
    .where({ queue_id: p('queueId'), way: 'off' })
    .whereNull('ended_at')
    .select({ personId: 'person_id' }),
)

export const placementStores = (executor: Executor): PlacementStores => ({
  placements: {
    ...kept(executor, placements),
    takenOff: (queueId) => texts(executor, takenOff, { queueId }, 'personId'),
    open: () => every(executor, tables.placements, open, {}),
  },
})
