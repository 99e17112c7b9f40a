import type { Knex } from 'knex'

/** What a text line is for, and who stopped texts of which purpose, at which of our numbers (F50). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('lines', (t) => {
    t.text('purpose').notNullable().defaultTo('case')
  })
  await knex.schema.createTable('opt_outs', (t) => {
    t.text('phone_id').notNullable().references('phones.id')
    t.text('our_number').notNullable()
    t.text('purpose').notNullable()
    t.text('at').notNullable()
    t.primary(['phone_id', 'our_number'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('opt_outs')
  await knex.schema.alterTable('lines', (t) => {
    t.dropColumn('purpose')
  })
}
