import type { Knex } from 'knex'

/** How a confirmed legal date had ended, while a second officer has yet to agree that it is live again. JSON. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deadlines', (t) => {
    t.text('reopening')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deadlines', (t) => {
    t.dropColumn('reopening')
  })
}
