import type { Knex } from 'knex'

const added = [
  /** JSON: skill → the level first asked for, 1 where nothing is said (F13). */
  ['queues', 'skill_levels', "text NOT NULL DEFAULT '{}'"],
  /** Who knows the caller's matter and is rung first when free, and why (F14). */
  ['contacts', 'known_to', 'text REFERENCES people (id)'],
  ['contacts', 'known_because', "text CHECK (known_because IN ('case-owner', 'last-agent'))"],
] as const

export async function up(knex: Knex): Promise<void> {
  for (const [table, column, definition] of added)
    await knex.raw(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`)
  // The latest answers of a queue: looked up for each announcement of a wait (F7).
  await knex.raw(
    'CREATE INDEX contacts_answered_by_queue ON contacts (queue_id, connected_at) WHERE connected_at IS NOT NULL',
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX contacts_answered_by_queue')
  for (const [table, column] of added) await knex.raw(`ALTER TABLE ${table} DROP COLUMN ${column}`)
}
