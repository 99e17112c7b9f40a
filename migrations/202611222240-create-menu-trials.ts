import type { Knex } from 'knex'

/** Whose calls to a line hear the draft of its menu, for a few minutes. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('menu_trials', (t) => {
    t.text('line_id').primary().references('lines.id')
    t.text('number').notNullable()
    t.text('until').notNullable()
    t.text('started_by').notNullable().references('people.id')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('menu_trials')
}
