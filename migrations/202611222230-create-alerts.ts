import type { Knex } from 'knex'

/** Threshold alerts (F45), the limits they go by, and who is on duty. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('alerts', (t) => {
    /** The rule and the queue: there is one for each, used again. */
    t.text('id').primary()
    t.text('rule').notNullable()
    t.text('queue_id').references('queues.id')
    t.text('state').notNullable()
    t.text('since').notNullable()
    /** Tells one time that it was raised from the next. */
    t.text('raising_id').unique()
    t.text('raised_at')
    /** JSON: what its words are made of. */
    t.text('facts').notNullable()
    /** JSON: who has seen it, when. */
    t.text('acknowledged').notNullable()
    /** JSON: what became of the text to whoever is on duty; null: not sent yet. */
    t.text('text')
  })
  // The same as defaultAlertLimits in server/domain/alerts.ts on the day of this migration.
  await knex.raw(
    `ALTER TABLE queues ADD COLUMN alert_limits text NOT NULL DEFAULT '{"waitSeconds":300,"nobodySeconds":120,"callbackMinutes":5,"textMinutes":60}'`,
  )
  await knex.schema.createTable('duty', (t) => {
    t.text('id').primary().checkIn(['duty'])
    t.integer('version').notNullable()
    t.text('person_id').references('people.id')
    /** Their own mobile, for alerts only. */
    t.text('number')
    t.text('since').notNullable()
  })
  await knex('duty').insert({
    id: 'duty',
    version: 1,
    person_id: null,
    number: null,
    since: '2026-11-22T00:00:00.000Z',
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('duty')
  await knex.raw('ALTER TABLE queues DROP COLUMN alert_limits')
  await knex.schema.dropTable('alerts')
}
