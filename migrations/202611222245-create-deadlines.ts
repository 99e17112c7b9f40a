import type { Knex } from 'knex'

/** Legal dates on cases: one claim against one respondent, with the facts and the workings as they were (F94 to F99). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('deadlines', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable().defaultTo(1)
    t.text('case_id').notNullable().references('cases.id')
    t.text('state').notNullable()
    t.text('respondent').notNullable()
    /** JSON: claim, nation, days it runs from, conciliations. */
    t.text('facts').notNullable()
    /** JSON: the row of law, the steps, the three ways of counting. */
    t.text('worked').notNullable()
    /** Calendar days, not instants. */
    t.text('limit_on').notNullable()
    t.text('next_on').notNullable()
    t.text('proposed_by').notNullable().references('people.id')
    t.text('proposed_at').notNullable()
    t.text('confirmed_by').references('people.id')
    t.text('confirmed_at')
    /** JSON: what waits for a second person. */
    t.text('change')
    t.text('settled_by').references('people.id')
    t.text('settled_at')
    t.text('settled_why')
    t.index(['case_id'])
  })
  await knex.raw('CREATE INDEX deadlines_live ON deadlines (next_on, id) WHERE settled_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('deadlines')
}
