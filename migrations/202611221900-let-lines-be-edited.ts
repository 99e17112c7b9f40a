import type { Knex } from 'knex'

/**
 * Lines, menus and queues become data that administrators change while calls come in: a version against two people
 * editing at once, words for the closed line, a closure by hand, and a menu draft beside the one in use.
 * A queue that was removed stays for the contacts that once waited in it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('lines', (t) => {
    t.integer('version').notNullable().defaultTo(1)
    t.text('closed_message').notNullable().defaultTo('Our lines are closed now.')
    /** JSON Closure of server/domain/line-state.ts. */
    t.text('closure')
    /** JSON Menu, not published; null when there is none. */
    t.text('menu_draft')
  })
  await knex.schema.alterTable('queues', (t) => {
    t.integer('version').notNullable().defaultTo(1)
    t.text('removed_at')
  })
  // The history of settings is read from the log, which is mostly calls: these few rows are found without the rest.
  await knex.raw(
    "CREATE INDEX event_log_settings ON event_log (seq) WHERE type IN ('line.added', 'line.changed', 'line.closed-now', 'line.reopened', 'queue.added', 'queue.changed', 'queue.removed', 'queue.ordered')",
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX event_log_settings')
  for (const column of ['version', 'removed_at']) await knex.raw(`ALTER TABLE queues DROP COLUMN ${column}`)
  for (const column of ['version', 'closed_message', 'closure', 'menu_draft'])
    await knex.raw(`ALTER TABLE lines DROP COLUMN ${column}`)
}
