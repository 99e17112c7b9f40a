import type { Knex } from 'knex'

/** What members need so that they can use us like everybody, and calls of whoever is not to be hurried (F92). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('member_needs', (t) => {
    t.text('member_id').primary().references('members.id')
    t.integer('version').notNullable()
    /** JSON: kinds, in no order. */
    t.text('needs').notNullable()
    /** ISO 639 */
    t.text('language')
    t.text('words').notNullable()
    t.text('changed_by').notNullable().references('people.id')
    t.text('changed_at').notNullable()
  })
  await knex.schema.alterTable('contacts', (t) => {
    t.integer('needs_time').notNullable().defaultTo(0)
  })
}

export async function down(knex: Knex): Promise<void> {
  // Not through knex, which on SQLite builds the table anew and breaks the triggers that name it.
  await knex.raw('ALTER TABLE contacts DROP COLUMN needs_time')
  await knex.schema.dropTable('member_needs')
}
