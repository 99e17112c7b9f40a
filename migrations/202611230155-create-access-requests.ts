import type { Knex } from 'knex'

/** Requests of members for what we hold about them, and what was decided about each passage (F133). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('access_requests', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('member_id').notNullable().references('members.id')
    t.text('state').notNullable()
    /** A calendar day. */
    t.text('received_on').notNullable()
    t.integer('is_extended').notNullable()
    /** JSON: from, until, why. */
    t.text('pauses').notNullable()
    t.text('opened_by').notNullable().references('people.id')
    t.text('opened_at').notNullable()
    t.text('given_by').references('people.id')
    t.text('given_at')
    t.text('pack_sha256')
    t.index(['member_id'])
  })
  await knex.schema.createTable('access_decisions', (t) => {
    t.text('request_id').notNullable().references('access_requests.id')
    t.text('item_id').notNullable()
    t.text('verdict').notNullable()
    t.text('words').notNullable()
    t.text('why').notNullable()
    t.text('decided_by').notNullable().references('people.id')
    t.text('decided_at').notNullable()
    t.primary(['request_id', 'item_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('access_decisions')
  await knex.schema.dropTable('access_requests')
}
