import type { Knex } from 'knex'

/** What a recording is paused for: details that the agent paused for, or a talk that the member does not hear (F33). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE recordings ADD COLUMN paused_for text')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE recordings DROP COLUMN paused_for')
}
