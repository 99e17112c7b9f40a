import type { Knex } from 'knex'

/** What was last asked of a call and refused by Twilio for good: the agent is told until they ask for something else. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE contacts ADD COLUMN not_done text')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE contacts DROP COLUMN not_done')
}
