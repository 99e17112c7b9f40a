import type { Knex } from 'knex'

/** Legs that go on are looked up once a minute among all there ever were. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX calls_going_on ON calls (started_at, call_sid) WHERE ended_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX calls_going_on')
}
