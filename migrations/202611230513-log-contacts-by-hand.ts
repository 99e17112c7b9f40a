import type { Knex } from 'knex'

/** What happened away from our lines, written down by hand (F65): how it came, and when somebody wrote it. `at` is when it happened. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE case_events ADD COLUMN way text')
  await knex.raw('ALTER TABLE case_events ADD COLUMN logged_at text')
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('case_events', (t) => t.dropColumns('way', 'logged_at'))
}
