import type { Knex } from 'knex'

/**
 * How long recordings are kept, and whether Twilio writes down voicemails, are settings of a line; what was written down
 * is kept with its recording, as JSON, and deleted with it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE lines ADD COLUMN keep_days integer NOT NULL DEFAULT 180')
  await knex.raw('ALTER TABLE lines ADD COLUMN transcribe_voicemail integer NOT NULL DEFAULT 0')
  await knex.raw('ALTER TABLE recordings ADD COLUMN transcript text')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE recordings DROP COLUMN transcript')
  for (const column of ['transcribe_voicemail', 'keep_days'])
    await knex.raw(`ALTER TABLE lines DROP COLUMN ${column}`)
}
