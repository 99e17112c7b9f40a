import type { Knex } from 'knex'

const added = [
  /** Why an agent rang this person, in their words; null for calls that came in and callbacks (F39). */
  ['contacts', 'dial_reason', 'text'],
  /** Why a block of the number was overridden. */
  ['contacts', 'dial_override', 'text'],
  /** Why this number is not safe to ring or text, in words: a shared telephone, a partner who must not know. */
  ['phones', 'unsafe_because', 'text'],
] as const

export async function up(knex: Knex): Promise<void> {
  for (const [table, column, definition] of added)
    await knex.raw(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`)
}

export async function down(knex: Knex): Promise<void> {
  for (const [table, column] of added) await knex.raw(`ALTER TABLE ${table} DROP COLUMN ${column}`)
}
