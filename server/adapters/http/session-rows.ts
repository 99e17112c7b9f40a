import type { Database } from '../db/connect.ts'
import { statement } from '../db/statement.ts'
import type { SessionRows } from './session.ts'

const find = statement('sessions by id', (k, p) =>
  k('sessions')
    .select('data', 'expires_at as expiresAt')
    .where({ id: p('id') }),
)
const save = statement('sessions save', (k, p) =>
  k('sessions')
    .insert({ id: p('id'), person_id: p('personId'), data: p('data'), expires_at: p('expiresAt') })
    .onConflict('id')
    .merge(),
)
const remove = statement('sessions remove', (k, p) =>
  k('sessions')
    .where({ id: p('id') })
    .delete(),
)
const removeEnded = statement('sessions remove ended', (k, p) =>
  k('sessions').where('expires_at', '<=', p('now')).delete(),
)
/** So many at a time: thousands in one statement would keep every caller waiting behind it. */
const forgottenAtOnce = 500
const forgetReplies = statement('webhook inbox prune', (k, p) =>
  k('webhook_inbox')
    .whereIn(
      'key',
      k('webhook_inbox').select('key').where('received_at', '<=', p('until')).limit(forgottenAtOnce),
    )
    .delete(),
)

/** The `sessions` table: read beside the writer, written through its queue like everything else. */
export const sessionRows = ({ reader, transact }: Pick<Database, 'reader' | 'transact'>): SessionRows => ({
  find: async (id) => {
    const [row] = await reader.all(find, { id })
    const columns = new Map(Object.entries(row ?? {}))
    return row === undefined
      ? null
      : { data: String(columns.get('data')), expiresAt: String(columns.get('expiresAt')) }
  },
  save: async (row) => {
    await transact((transaction) => transaction.run(save, { ...row }))
  },
  remove: async (id) => {
    await transact((transaction) => transaction.run(remove, { id }))
  },
})

/** Twilio repeats a webhook within minutes; a day is ample, and the table stays small (performance.md). */
const inboxKeptMs = 24 * 60 * 60 * 1000

/** Ended sessions and webhook replies that no repeat will ask for any more. */
export const tidyTables = async ({ transact }: Pick<Database, 'transact'>, now: string): Promise<void> => {
  await transact((transaction) => transaction.run(removeEnded, { now }))
  const until = new Date(Date.parse(now) - inboxKeptMs).toISOString()
  let forgotten: number
  do forgotten = await transact((transaction) => transaction.run(forgetReplies, { until }))
  while (forgotten === forgottenAtOnce)
}
