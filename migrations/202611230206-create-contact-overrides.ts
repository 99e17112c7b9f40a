import type { Knex } from 'knex'

/** Somebody contacted a member against their wish, and why: what data protection reads (F88, N10). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('contact_overrides', (t) => {
    t.text('id').primary()
    t.text('member_id').references('members.id')
    t.text('phone_id').notNullable().references('phones.id')
    t.text('way').notNullable()
    t.text('because').notNullable()
    t.text('why').notNullable()
    t.text('by').notNullable().references('people.id')
    t.text('at').notNullable().index()
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('contact_overrides')
}
