import type { Knex } from 'knex'

/** People who work here, members and where they work, lines and queues. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('people', (t) => {
    t.text('id').primary()
    t.text('email').notNullable().unique()
    t.text('name').notNullable()
    t.text('initials').notNullable()
    t.text('password_hash').notNullable()
    t.text('created_at').notNullable()
    t.text('left_at')
  })
  await knex.schema.createTable('person_roles', (t) => {
    t.text('person_id').notNullable().references('people.id').onDelete('CASCADE')
    t.text('role').notNullable()
    t.primary(['person_id', 'role'])
  })
  await knex.schema.createTable('person_skills', (t) => {
    t.text('person_id').notNullable().references('people.id').onDelete('CASCADE')
    t.text('skill').notNullable()
    t.integer('level').notNullable().defaultTo(3)
    t.primary(['person_id', 'skill'])
  })
  await knex.schema.createTable('sessions', (t) => {
    t.text('id').primary()
    t.text('person_id').references('people.id').onDelete('CASCADE')
    t.text('data').notNullable()
    t.text('expires_at').notNullable().index()
  })
  await knex.schema.createTable('branches', (t) => {
    t.text('id').primary()
    t.text('code').notNullable().unique()
    t.text('name').notNullable()
    t.text('region').notNullable()
  })
  await knex.schema.createTable('employers', (t) => {
    t.text('id').primary()
    t.text('name').notNullable()
  })
  await knex.schema.createTable('workplaces', (t) => {
    t.text('id').primary()
    t.text('employer_id').notNullable().references('employers.id')
    t.text('name').notNullable()
    t.text('town')
  })
  await knex.schema.createTable('members', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable().defaultTo(1)
    t.text('membership_number').notNullable().unique()
    t.text('first_name').notNullable()
    t.text('last_name').notNullable()
    t.text('email')
    t.text('status').notNullable()
    t.text('joined_on')
    t.text('branch_id').references('branches.id')
    t.text('workplace_id').references('workplaces.id')
    t.text('job_title')
    /** JSON array of short facts shown before speaking, e.g. ["Prefers a quiet line"]. */
    t.text('chips').notNullable().defaultTo('[]')
    t.integer('recording_refused').notNullable().defaultTo(0)
    t.text('updated_at').notNullable()
  })
  await knex.schema.createTable('phones', (t) => {
    t.text('id').primary()
    t.text('number').notNullable().unique()
    t.text('opted_out_at')
    t.text('created_at').notNullable()
  })
  await knex.schema.createTable('member_phones', (t) => {
    t.text('member_id').notNullable().references('members.id').onDelete('CASCADE')
    t.text('phone_id').notNullable().references('phones.id').onDelete('CASCADE')
    t.text('label').notNullable().defaultTo('mobile')
    t.primary(['member_id', 'phone_id'])
    t.index(['phone_id'])
  })
  await knex.schema.createTable('queues', (t) => {
    t.text('id').primary()
    t.text('key').notNullable().unique()
    t.text('name').notNullable()
    t.integer('position').notNullable()
    /** JSON array: all of these skills are required of an agent. */
    t.text('skills').notNullable()
    t.integer('promise_percent').notNullable()
    t.integer('promise_seconds').notNullable()
    t.text('twilio_queue_name').notNullable()
  })
  await knex.schema.createTable('lines', (t) => {
    t.text('id').primary()
    t.text('number').notNullable().unique()
    t.text('name').notNullable()
    t.text('kind').notNullable()
    t.text('greeting').notNullable()
    /** JSON OpeningHours of server/domain/opening-hours.ts. */
    t.text('hours').notNullable()
    /** JSON Menu of server/domain/menu.ts, null for a text line. */
    t.text('menu')
    t.text('default_queue_id').references('queues.id')
    /** 'all' = serve everybody queued at closing; else minutes after closing as text, e.g. '15'. */
    t.text('drain').notNullable().defaultTo('15')
  })
  // Name search: lower-case prefix on both engines; COLLATE "C" on PostgreSQL so that LIKE 'x%' can use the index.
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      'CREATE INDEX members_last_name_lower ON members (lower(last_name) COLLATE "C", lower(first_name) COLLATE "C", id)',
    )
    await knex.raw('CREATE INDEX phones_last_six ON phones (right(number, 6))')
  } else {
    await knex.raw(
      'CREATE INDEX members_last_name_lower ON members (last_name COLLATE NOCASE, first_name COLLATE NOCASE, id)',
    )
    await knex.raw('CREATE INDEX phones_last_six ON phones (substr(number, -6))')
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const table of [
    'lines',
    'queues',
    'member_phones',
    'phones',
    'members',
    'workplaces',
    'employers',
    'branches',
    'sessions',
    'person_skills',
    'person_roles',
    'people',
  ]) {
    await knex.schema.dropTable(table)
  }
}
