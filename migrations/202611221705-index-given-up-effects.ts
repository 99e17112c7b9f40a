import type { Knex } from 'knex'

/** Effects given up are counted for /metrics: few among the millions that are done. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`CREATE INDEX effects_given_up ON effects (id) WHERE result = 'gave-up'`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX effects_given_up')
}
