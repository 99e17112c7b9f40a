import type { Knex } from 'knex'

/** A member's own wish, number by number: a text when a call of theirs was missed. Off until they ask for it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE member_phones ADD COLUMN missed_call_text INTEGER NOT NULL DEFAULT 0')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE member_phones DROP COLUMN missed_call_text')
}
