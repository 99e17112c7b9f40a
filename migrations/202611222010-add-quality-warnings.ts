import type { Knex } from 'knex'

/** When the agent's sound was bad during a call, as the browser's telephone measured it (F34): JSON. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("ALTER TABLE contacts ADD COLUMN quality_warnings text NOT NULL DEFAULT '[]'")
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE contacts DROP COLUMN quality_warnings')
}
