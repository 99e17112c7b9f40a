import type { Knex } from 'knex'

/**
 * People become data that administrators change: a version against two who edit at once, languages, a password that
 * is good for choosing one's own only, and when somebody last signed in.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (t) => {
    t.integer('version').notNullable().defaultTo(1)
    /** JSON array of ISO 639 codes. */
    t.text('languages').notNullable().defaultTo('[]')
    /** Until when the password lets its person in to choose another; null: it is their own. */
    t.text('one_time_until')
    t.text('signed_in_at')
  })
  // Found without the rest of the log, which is mostly calls; see event_log_settings.
  await knex.raw(
    "CREATE INDEX event_log_people ON event_log (seq) WHERE type IN ('person.added', 'person.changed', 'person.left', 'person.returned', 'person.sign-in-reset')",
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX event_log_people')
  for (const column of ['version', 'languages', 'one_time_until', 'signed_in_at'])
    await knex.raw(`ALTER TABLE people DROP COLUMN ${column}`)
}
