import type { Knex } from 'knex'

/**
 * Until which minute (since 1970) the texts at Twilio have been compared with ours: texts that came while this server
 * was away are looked for from there on. 0: never.
 */
export async function up(knex: Knex): Promise<void> {
  await knex('counters').insert({ name: 'texts-read-minute', value: 0 })
}

export async function down(knex: Knex): Promise<void> {
  await knex('counters').where({ name: 'texts-read-minute' }).delete()
}
