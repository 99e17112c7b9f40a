import type { Knex } from 'knex'

/** People who are no members yet and want to hear from an organiser (F87). One for each contact. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('leads', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('contact_id').notNullable().unique().references('contacts.id')
    t.text('case_id').notNullable().references('cases.id')
    t.text('state').notNullable()
    t.text('name').notNullable()
    t.text('number').notNullable()
    t.text('workplace').notNullable()
    t.text('about').notNullable()
    t.text('consent_at').notNullable()
    t.text('consent_by').notNullable().references('people.id')
    t.text('organiser_id').references('people.id')
    t.text('due_at').notNullable()
    t.text('settled_at')
    t.text('settled_by').references('people.id')
    t.index(['state', 'due_at'])
    t.index(['case_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('leads')
}
