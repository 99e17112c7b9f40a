import type { Knex } from 'knex'

/**
 * Two questions of the hot path that read whole tables without these: the latest ended conversation of a thread, at
 * every incoming text, and whether an effect has an earlier one of its order key still open.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    'CREATE INDEX contacts_ended_by_thread ON contacts (thread_id, ended_at, id) WHERE ended_at IS NOT NULL',
  )
  await knex.raw('CREATE INDEX effects_open_by_key ON effects (order_key, id) WHERE settled_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX contacts_ended_by_thread')
  await knex.raw('DROP INDEX effects_open_by_key')
}
