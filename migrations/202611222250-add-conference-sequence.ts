import type { Knex } from 'knex'

/** The newest news of a leg in a conference, so that older news that comes late is known as such. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE calls ADD COLUMN heard_conference_sid text')
  await knex.raw('ALTER TABLE calls ADD COLUMN heard_sequence integer')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE calls DROP COLUMN heard_sequence')
  await knex.raw('ALTER TABLE calls DROP COLUMN heard_conference_sid')
}
