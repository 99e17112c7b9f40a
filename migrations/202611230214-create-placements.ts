import type { Knex } from 'knex'

/** People whom a supervisor put on a queue, or took off it, for a while (F42); rows stay as history. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('placements', (t) => {
    t.text('id').primary()
    t.text('person_id').notNullable().references('people.id')
    t.text('queue_id').notNullable().references('queues.id')
    t.text('way').notNullable().checkIn(['on', 'off'])
    t.text('why').notNullable()
    t.text('by_id').notNullable().references('people.id')
    t.text('since').notNullable()
    /** Null: until it is taken back. */
    t.text('until')
    t.text('ended_at')
    t.text('ended_by').references('people.id')
    t.text('ended_because')
    t.index(['person_id', 'since'])
    t.index(['queue_id'])
    t.index(['by_id'])
  })
  await knex.raw(
    'CREATE UNIQUE INDEX placements_one_open ON placements (person_id, queue_id) WHERE ended_at IS NULL',
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('placements')
}
