import type { Knex } from 'knex'

/** What a member was advised, by whom and on what basis; fixed a day after it was written (F76). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('advice', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('case_id').notNullable().references('cases.id')
    t.text('client_id').notNullable().unique()
    t.text('way').notNullable()
    t.text('what').notNullable()
    t.text('basis').notNullable()
    t.text('given_at').notNullable()
    t.text('given_by').notNullable().references('people.id')
    t.text('written_at').notNullable()
    t.text('corrects').references('advice.id')
    t.text('sha256').notNullable().comment('of all of it, and of the signature before it on the case')
    t.text('signed_after').comment('the signature before it on the case')
    t.check("way IN ('telephone', 'text', 'writing', 'meeting')")
    t.index(['case_id', 'written_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('advice')
}
