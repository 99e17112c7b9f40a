import type { Knex } from 'knex'

/** Who else is, was or is being asked into a call: a colleague at their console or an outside number (F32, F33). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('guests', (t) => {
    t.text('id').primary()
    t.text('contact_id').notNullable().references('contacts.id')
    /** 'colleague' or 'outside'. */
    t.text('kind').notNullable()
    t.text('person_id').references('people.id')
    /** E.164; of an outside guest only. */
    t.text('number')
    t.text('name').notNullable()
    t.text('asked_by').notNullable().references('people.id')
    t.text('state').notNullable()
    t.text('gone_because')
    t.text('call_sid').unique()
    t.integer('muted').notNullable().defaultTo(0)
    t.text('asked_at').notNullable()
    t.text('joined_at')
    t.text('gone_at')
    t.index(['contact_id'])
  })
  await knex.raw('CREATE INDEX guests_open ON guests (state) WHERE gone_at IS NULL')
  // An offer to come into a call that a colleague is on; null for an ordinary one.
  await knex.raw('ALTER TABLE offers ADD COLUMN guest_id text REFERENCES guests (id)')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE offers DROP COLUMN guest_id')
  await knex.schema.dropTable('guests')
}
