import type { Knex } from 'knex'

/** Every time that a supervisor was in a colleague's call: who, when, how, why, and what was agreed then (F43, F44). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('listenings', (t) => {
    t.text('id').primary()
    t.text('contact_id').notNullable().references('contacts.id')
    t.text('person_id').notNullable().references('people.id')
    t.text('agent_id').notNullable().references('people.id')
    t.text('state').notNullable()
    t.text('mode').notNullable()
    /** JSON: every mode it was in, with the instant. */
    t.text('modes').notNullable()
    t.text('why').notNullable()
    /** JSON: the joint agreement as it stood. */
    t.text('agreement').notNullable()
    t.text('call_sid').unique()
    t.text('started_at').notNullable()
    t.text('joined_at')
    t.text('ended_at')
    t.text('ended_because')
    t.index(['contact_id'])
    t.index(['agent_id', 'started_at'])
    t.index(['person_id', 'started_at'])
    t.index(['started_at'])
  })
  await knex.raw(
    'CREATE UNIQUE INDEX listenings_one_open_per_call ON listenings (contact_id) WHERE ended_at IS NULL',
  )
  await knex.raw(
    'CREATE UNIQUE INDEX listenings_one_open_per_person ON listenings (person_id) WHERE ended_at IS NULL',
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('listenings')
}
