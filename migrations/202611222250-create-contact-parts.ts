import type { Knex } from 'knex'

/** What each agent who handed a call over wrote about their part of it (F32, F33); the contact holds the last one's. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('contact_parts', (t) => {
    t.text('id').primary()
    t.text('contact_id').notNullable().references('contacts.id')
    t.text('person_id').notNullable().references('people.id')
    t.text('handed_at').notNullable()
    t.text('notes').notNullable()
    t.text('notes_saved_at')
    t.integer('notes_version').notNullable()
    t.text('reason')
    t.text('outcome')
    t.text('next_step')
    /** Null while it is being written up. */
    t.text('done_at')
    t.index(['contact_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('contact_parts')
}
