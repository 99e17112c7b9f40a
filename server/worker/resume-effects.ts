import type { Database } from '../adapters/db/connect.ts'
import { statement } from '../adapters/db/statement.ts'

const dueNow = statement('effects due again at start', (k, p) =>
  k('effects')
    .whereNull('settled_at')
    .where('due_at', '>', p('now'))
    .update({ due_at: p('now') }),
)

/**
 * At start on SQLite nobody else can have an effect in hand: what a killed process had leased is due at once, because a
 * member may be hearing silence until it is done. On PostgreSQL another process may be at work, so there leases run out.
 */
export const resumeEffects = async (
  { engine, transact }: Pick<Database, 'engine' | 'transact'>,
  now: string,
): Promise<void> => {
  if (engine === 'sqlite') await transact((transaction) => transaction.run(dueNow, { now }))
}
