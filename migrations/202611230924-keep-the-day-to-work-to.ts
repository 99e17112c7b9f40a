import type { Knex } from 'knex'

/** The working target of a legal date, which comes first once interim relief is over. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deadlines', (t) => {
    t.text('target_on').notNullable().defaultTo('')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deadlines', (t) => {
    t.dropColumn('target_on')
  })
}
