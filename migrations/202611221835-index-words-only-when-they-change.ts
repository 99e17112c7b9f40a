import type { Knex } from 'knex'

/**
 * Saving a case names its title in SET, changed or not, and the word index of SQLite was written anew with every save:
 * with each text and each call of the case. PostgreSQL keeps its own index of words and needs none of this.
 */
const tables = {
  members: ['first_name', 'last_name', 'membership_number'],
  cases: ['title'],
} as const

const triggers = async (knex: Knex, whenOf: (columns: readonly string[]) => string): Promise<void> => {
  if (knex.client.config.client === 'pg') return
  for (const [table, columns] of Object.entries(tables)) {
    const names = columns.join(', ')
    const of = (row: 'old' | 'new') => columns.map((each) => `${row}.${each}`).join(', ')
    await knex.raw(`DROP TRIGGER ${table}_fts_update`)
    await knex.raw(
      `CREATE TRIGGER ${table}_fts_update AFTER UPDATE OF ${names} ON ${table} ${whenOf(columns)} BEGIN INSERT INTO ${table}_fts(${table}_fts, rowid, ${names}) VALUES ('delete', old.rowid, ${of('old')}); INSERT INTO ${table}_fts(rowid, ${names}) VALUES (new.rowid, ${of('new')}); END`,
    )
  }
}

export const up = (knex: Knex): Promise<void> =>
  triggers(knex, (columns) => `WHEN ${columns.map((each) => `old.${each} IS NOT new.${each}`).join(' OR ')}`)

export const down = (knex: Knex): Promise<void> => triggers(knex, () => '')
