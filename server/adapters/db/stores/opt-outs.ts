import type { OptOutStores } from '../../../commands/opt-out-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every } from './kept.ts'

const ofPhone = statement('opt-outs of phone', (k, p) =>
  selectFrom(k, tables.optOuts)
    .where({ phone_id: p('phoneId') })
    .orderBy(['at', 'our_number']),
)
const insert = statement('opt-outs insert', (k, p) =>
  k('opt_outs').insert(tables.optOuts.values(p)).onConflict(['phone_id', 'our_number']).ignore(),
)
const remove = statement('opt-outs remove', (k, p) =>
  k('opt_outs')
    .where({ phone_id: p('phoneId'), our_number: p('ourNumber') })
    .delete(),
)

export const optOutStores = (executor: Executor): OptOutStores => ({
  optOuts: {
    of: (phoneId) => every(executor, tables.optOuts, ofPhone, { phoneId }),
    insert: async (optOut) => {
      await executor.run(insert, { ...optOut })
    },
    remove: async (of) => {
      await executor.run(remove, { ...of })
    },
  },
})
