import type { Knex } from 'knex'

/**
 * Until which minute (since 1970) the recordings at Twilio have been compared with ours: voicemails taken while this
 * server was away are looked for from there on. 0: never.
 */
export async function up(knex: Knex): Promise<void> {
  await knex('counters').insert({ name: 'recordings-read-minute', value: 0 })
}

export async function down(knex: Knex): Promise<void> {
  await knex('counters').where({ name: 'recordings-read-minute' }).delete()
}
