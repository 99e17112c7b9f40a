import type { Knex } from 'knex'

/** Service targets in working time, who watches over cases, and what a task has besides its owner and day (F97, F98, N9). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('service_targets', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('case_id').notNullable().references('cases.id')
    t.text('what').notNullable()
    t.integer('minutes').notNullable()
    t.text('state').notNullable()
    t.text('started_at').notNullable()
    t.text('started_by').notNullable().references('people.id')
    t.text('due_at')
    t.integer('left_minutes')
    t.text('paused_at')
    t.text('paused_why')
    t.integer('told').notNullable()
    t.text('next_step_at')
    /** JSON: ids. */
    t.text('follow_up_ids').notNullable()
    t.text('settled_at')
    t.text('settled_by').references('people.id')
    t.index(['case_id'])
  })
  await knex.raw(
    'CREATE INDEX service_targets_due ON service_targets (next_step_at) WHERE next_step_at IS NOT NULL',
  )
  await knex.schema.createTable('case_watch', (t) => {
    t.text('id').primary().checkIn(['watch'])
    t.integer('version').notNullable()
    t.text('lead_id').references('people.id')
    t.text('official_id').references('people.id')
    /** JSON: opening hours. */
    t.text('hours').notNullable()
    t.integer('step_minutes').notNullable()
  })
  await knex('case_watch').insert({
    id: 'watch',
    version: 1,
    lead_id: null,
    official_id: null,
    hours: JSON.stringify({
      zone: 'Europe/London',
      division: 'england-and-wales',
      periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' })),
      overrides: [],
    }),
    step_minutes: 60,
  })
  await knex.schema.alterTable('follow_ups', (t) => {
    t.text('remind_at')
    /** JSON: what is to be ticked. */
    t.text('checklist').notNullable().defaultTo('[]')
    /** When it was first due, once it was moved. */
    t.text('first_due_at')
  })
  await knex.raw('CREATE INDEX follow_ups_open_due ON follow_ups (due_at) WHERE done_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX follow_ups_open_due')
  await knex.schema.alterTable('follow_ups', (t) => {
    t.dropColumn('remind_at')
    t.dropColumn('checklist')
    t.dropColumn('first_due_at')
  })
  await knex.schema.dropTable('case_watch')
  await knex.schema.dropTable('service_targets')
}
