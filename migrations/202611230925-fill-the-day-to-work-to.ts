import type { Knex } from 'knex'

/** Legal dates that are there have it in what was worked out. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    knex.client.config.client === 'pg'
      ? "UPDATE deadlines SET target_on = worked::json ->> 'target'"
      : "UPDATE deadlines SET target_on = json_extract(worked, '$.target')",
  )
}

/** The column goes with its own migration. */
export async function down(): Promise<void> {}
