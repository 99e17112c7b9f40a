import type { Knex } from 'knex'

/** Callbacks: a kept place in a queue with a promised window, and every time that the member was rung for it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('callbacks', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable().defaultTo(1)
    t.text('state').notNullable()
    /** The call in which it was asked for. */
    t.text('contact_id').notNullable().unique().references('contacts.id')
    t.text('case_id').references('cases.id')
    t.text('member_id').references('members.id')
    t.text('line_id').notNullable().references('lines.id')
    t.text('queue_id').notNullable().references('queues.id')
    t.text('number').notNullable()
    t.text('need')
    t.integer('priority').notNullable().defaultTo(0)
    t.text('priority_reason')
    t.text('waiting_since').notNullable()
    t.integer('place')
    t.text('promised_at').notNullable()
    t.text('promised_from').notNullable()
    t.text('promised_until').notNullable()
    t.text('due_at').notNullable()
    t.text('attempt_contact_id')
    t.integer('attempts').notNullable().defaultTo(0)
    t.text('first_attempt_at')
    t.text('settled_at')
    t.text('cancel_reason')
    t.index(['promised_until', 'id'])
  })
  await knex.raw('CREATE INDEX callbacks_open_due ON callbacks (due_at, id) WHERE settled_at IS NULL')
  await knex.raw('CREATE INDEX callbacks_open_by_number ON callbacks (number) WHERE settled_at IS NULL')
  await knex.raw('CREATE INDEX callbacks_open_by_member ON callbacks (member_id) WHERE settled_at IS NULL')
  await knex.schema.createTable('callback_attempts', (t) => {
    t.text('contact_id').primary().references('contacts.id')
    t.text('callback_id').notNullable().references('callbacks.id')
    t.text('person_id').notNullable().references('people.id')
    t.text('dialled_at').notNullable()
    t.integer('heard_machine').notNullable().defaultTo(0)
    t.text('settled_at')
    t.text('outcome')
    t.index(['callback_id'])
  })
  // One ring at a time for one callback, by the database.
  await knex.raw(
    'CREATE UNIQUE INDEX callback_attempts_one_open ON callback_attempts (callback_id) WHERE settled_at IS NULL',
  )
  await knex.raw('ALTER TABLE contacts ADD COLUMN callback_id TEXT')
  await knex.raw('ALTER TABLE contacts ADD COLUMN callback_number TEXT')
  await knex.raw('CREATE INDEX contacts_of_callback ON contacts (callback_id) WHERE callback_id IS NOT NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX contacts_of_callback')
  await knex.raw('ALTER TABLE contacts DROP COLUMN callback_number')
  await knex.raw('ALTER TABLE contacts DROP COLUMN callback_id')
  await knex.schema.dropTable('callback_attempts')
  await knex.schema.dropTable('callbacks')
}
