import type { Knex } from 'knex'

/** Which cases are sealed, who may know them all the same, and who opened one in an emergency (F75, N11). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('case_seals', (t) => {
    t.text('case_id').primary().references('cases.id')
    t.text('sealed_at').notNullable()
    t.text('sealed_by').notNullable().references('people.id')
    t.text('why').notNullable()
    /** The sealed file of the other member in the same dispute: who knows the one never knows the other. */
    t.text('opposed_case_id').references('cases.id')
  })
  await knex.schema.createTable('case_standings', (t) => {
    t.text('case_id').notNullable().references('cases.id')
    t.text('person_id').notNullable().references('people.id')
    t.text('standing').notNullable().checkIn(['named', 'conflicted'])
    t.text('at').notNullable()
    t.text('by').notNullable().references('people.id')
    t.primary(['case_id', 'person_id'])
  })
  await knex.schema.createTable('case_openings', (t) => {
    t.text('id').primary()
    t.text('case_id').notNullable().references('cases.id')
    t.text('person_id').notNullable().references('people.id')
    t.text('why').notNullable()
    t.text('opened_at').notNullable()
    t.text('ends_at').notNullable()
    t.text('ended_at')
    t.text('seen_by').references('people.id')
    t.text('seen_at')
    t.index(['case_id', 'person_id'])
  })
  await knex.raw('CREATE INDEX case_openings_open ON case_openings (ends_at) WHERE ended_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('case_openings')
  await knex.schema.dropTable('case_standings')
  await knex.schema.dropTable('case_seals')
}
