import type { Knex } from 'knex'

/** Calls through text relay are met with patience (F9); members who have it among their chips call so. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    "ALTER TABLE contacts ADD COLUMN text_relay text CHECK (text_relay IN ('number', 'member', 'agent'))",
  )
  await knex.raw('ALTER TABLE members ADD COLUMN text_relay integer NOT NULL DEFAULT 0')
  await knex('members').where('chips', 'like', '%"Uses Relay UK"%').update({ text_relay: 1 })
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE contacts DROP COLUMN text_relay')
  await knex.raw('ALTER TABLE members DROP COLUMN text_relay')
}
