import type { Knex } from 'knex'

/** What a person set against the parts of a case's triage score, and why (F79). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('case_triage', (t) => {
    t.text('case_id').primary().references('cases.id')
    t.integer('version').notNullable()
    t.text('band').comment('null: by its parts again')
    t.text('why').notNullable()
    t.text('by').notNullable().references('people.id')
    t.text('at').notNullable()
    t.check("band IN ('first', 'soon', 'in-turn')")
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('case_triage')
}
