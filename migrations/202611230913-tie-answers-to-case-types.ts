import type { Knex } from 'knex'

/** Answers for calls are about types of cases too. JSON: their ids. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('knowledge_answers', (t) => {
    t.text('types').notNullable().defaultTo('[]')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('knowledge_answers', (t) => {
    t.dropColumn('types')
  })
}
