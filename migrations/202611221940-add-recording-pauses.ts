import type { Knex } from 'knex'

/** What is not on a recording because the agent paused it for bank or health details (F38). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE recordings ADD COLUMN paused_since text')
  await knex.raw("ALTER TABLE recordings ADD COLUMN pauses text NOT NULL DEFAULT '[]'")
  await knex.raw('CREATE INDEX recordings_paused ON recordings (paused_since) WHERE paused_since IS NOT NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX recordings_paused')
  await knex.raw('ALTER TABLE recordings DROP COLUMN pauses')
  await knex.raw('ALTER TABLE recordings DROP COLUMN paused_since')
}
