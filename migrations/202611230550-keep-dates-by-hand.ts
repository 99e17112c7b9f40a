import type { Knex } from 'knex'

/** Legal dates entered by hand remind their owner by a task; a hearing keeps each time it was asked to be postponed (F96). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deadlines', (t) => {
    t.text('task_id')
    /** JSON: the requests, the first first. */
    t.text('requests').notNullable().defaultTo('[]')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('deadlines', (t) => {
    t.dropColumn('task_id')
    t.dropColumn('requests')
  })
}
