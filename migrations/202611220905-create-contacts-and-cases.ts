import type { Knex } from 'knex'

/** Cases, contacts, their calls, offers, threads and messages. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('counters', (t) => {
    t.text('name').primary()
    t.integer('value').notNullable()
  })
  await knex.schema.createTable('cases', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable().defaultTo(1)
    /** The n of CX-n. */
    t.integer('number').notNullable().unique()
    t.text('member_id').references('members.id')
    /** For a caller who is not (yet) a member: the number that rang. Null when withheld. */
    t.text('caller_number')
    t.text('title').notNullable()
    t.text('kind').notNullable()
    t.text('status').notNullable()
    t.text('owner_id').references('people.id')
    t.text('opened_at').notNullable()
    t.text('updated_at').notNullable()
    t.text('last_contact_at')
    t.text('closed_at')
    t.text('outcome')
    t.text('next_step')
    t.text('next_step_due')
    t.index(['member_id', 'opened_at'])
    t.index(['updated_at', 'id'])
  })
  await knex.raw(
    'CREATE INDEX cases_open_by_owner ON cases (owner_id, updated_at, id) WHERE closed_at IS NULL',
  )
  await knex.raw('CREATE INDEX cases_open_by_member ON cases (member_id) WHERE closed_at IS NULL')
  await knex.raw('CREATE INDEX cases_open_by_number ON cases (caller_number) WHERE closed_at IS NULL')

  await knex.schema.createTable('threads', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable().defaultTo(1)
    t.text('member_number').notNullable()
    t.text('our_number').notNullable()
    t.text('draft').notNullable().defaultTo('')
    t.text('draft_kind').notNullable().defaultTo('text')
    t.text('draft_saved_at')
    /** Until when the out-of-hours reply was already given (the next opening), so that it goes once per closed period. */
    t.text('closed_reply_until')
    t.text('created_at').notNullable()
    t.unique(['member_number', 'our_number'])
  })

  await knex.schema.createTable('contacts', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable().defaultTo(1)
    t.text('channel').notNullable()
    t.text('state').notNullable()
    t.text('result')
    t.text('line_id').notNullable().references('lines.id')
    t.text('queue_id').references('queues.id')
    t.text('thread_id').references('threads.id')
    /** E.164, or null when withheld or unreadable. */
    t.text('caller_number')
    t.text('member_id').references('members.id')
    t.text('case_id').references('cases.id')
    t.text('case_rule')
    t.text('case_words')
    t.text('previous_case_id')
    t.text('case_linked_at')
    t.integer('needs_choice').notNullable().defaultTo(0)
    t.text('agent_id').references('people.id')
    t.text('need')
    t.integer('priority').notNullable().defaultTo(0)
    t.text('priority_reason')
    t.integer('menu_attempts').notNullable().defaultTo(0)
    t.text('menu_level')
    t.integer('recording_refused').notNullable().defaultTo(0)
    t.text('conference_sid')
    t.text('started_at').notNullable()
    t.text('waiting_since')
    t.text('connecting_at')
    t.text('connected_at')
    t.text('held_since')
    t.text('parked_since')
    t.text('ended_at')
    t.text('ended_by')
    /** When wrap-up (or handling of a voicemail, or closing of a conversation) was finished. */
    t.text('handled_at')
    t.text('notes').notNullable().defaultTo('')
    t.text('notes_saved_at')
    t.integer('notes_version').notNullable().defaultTo(0)
    t.text('reason')
    t.text('outcome')
    t.text('next_step')
    t.text('next_step_due')
    t.text('next_step_owner_id').references('people.id')
    t.index(['case_id', 'started_at'])
    t.index(['member_id', 'started_at'])
    t.index(['started_at', 'id'])
    t.index(['caller_number', 'started_at'])
  })
  await knex.raw('CREATE INDEX contacts_live ON contacts (state, queue_id) WHERE ended_at IS NULL')
  await knex.raw('CREATE INDEX contacts_unhandled ON contacts (ended_at, id) WHERE handled_at IS NULL')
  // One open conversation per thread.
  await knex.raw(
    'CREATE UNIQUE INDEX contacts_one_open_per_thread ON contacts (thread_id) WHERE ended_at IS NULL AND thread_id IS NOT NULL',
  )

  await knex.schema.createTable('calls', (t) => {
    t.text('call_sid').primary()
    t.text('contact_id').notNullable().references('contacts.id')
    /** 'member' or 'agent'. */
    t.text('party').notNullable()
    t.text('person_id').references('people.id')
    t.text('direction').notNullable()
    t.text('status').notNullable()
    /** Highest SequenceNumber seen; a lower one is late news. */
    t.integer('sequence').notNullable().defaultTo(-1)
    t.text('started_at').notNullable()
    t.text('joined_at')
    t.text('left_at')
    t.text('ended_at')
    t.index(['contact_id'])
  })
  await knex.schema.createTable('recordings', (t) => {
    t.text('id').primary()
    t.text('recording_sid').notNullable().unique()
    t.text('contact_id').notNullable().references('contacts.id')
    t.text('kind').notNullable()
    t.text('state').notNullable()
    t.integer('seconds')
    t.text('started_at').notNullable()
    t.index(['contact_id'])
  })
  await knex.schema.createTable('offers', (t) => {
    t.text('id').primary()
    t.text('contact_id').notNullable().references('contacts.id')
    t.text('person_id').notNullable().references('people.id')
    t.text('state').notNullable()
    t.text('offered_at').notNullable()
    t.text('expires_at').notNullable()
    t.text('settled_at')
    t.index(['contact_id'])
  })
  // Exactly one winner, by the database: at most one unsettled offer per contact and per agent.
  await knex.raw(
    'CREATE UNIQUE INDEX offers_one_open_per_contact ON offers (contact_id) WHERE settled_at IS NULL',
  )
  await knex.raw(
    'CREATE UNIQUE INDEX offers_one_open_per_person ON offers (person_id) WHERE settled_at IS NULL',
  )

  await knex.schema.createTable('presences', (t) => {
    t.text('person_id').primary().references('people.id').onDelete('CASCADE')
    t.integer('version').notNullable().defaultTo(1)
    t.text('choice').notNullable()
    t.text('choice_since').notNullable()
    t.text('choice_after_call')
    t.text('occupancy').notNullable()
    t.text('occupancy_since').notNullable()
    /** The contact in hand: ringing, on a call or in wrap-up. */
    t.text('contact_id').references('contacts.id')
    t.text('idle_since').notNullable()
    t.integer('are_you_there').notNullable().defaultTo(0)
    /** Reachable = heartbeat fresh; written on change only. */
    t.integer('reachable').notNullable().defaultTo(0)
    t.integer('registered').notNullable().defaultTo(0)
    t.text('microphone').notNullable().defaultTo('unknown')
    t.text('phone_tab_id')
  })

  await knex.schema.createTable('messages', (t) => {
    t.text('id').primary()
    t.text('thread_id').notNullable().references('threads.id')
    t.text('contact_id').references('contacts.id')
    t.text('direction').notNullable()
    t.text('body').notNullable()
    t.text('status').notNullable()
    t.integer('error_code')
    t.text('author_id').references('people.id')
    /** Idempotency of a console's send: a repeat is the same message. */
    t.text('client_id').unique()
    t.text('message_sid').unique()
    t.text('at').notNullable()
    t.text('refused_files').notNullable().defaultTo('[]')
    t.index(['thread_id', 'id'])
    t.index(['contact_id'])
  })
  await knex.schema.createTable('pictures', (t) => {
    /** Random, unguessable: it is the name the picture is served by. */
    t.text('id').primary()
    t.text('message_id').notNullable().references('messages.id')
    t.text('sha256').notNullable()
    t.integer('width').notNullable()
    t.integer('height').notNullable()
    t.text('alt').notNullable()
    t.binary('content').notNullable()
    t.index(['message_id'])
  })
  await knex.schema.createTable('case_events', (t) => {
    t.text('id').primary()
    t.text('case_id').notNullable().references('cases.id')
    /** note, change, moved, opened, closed, reopened. Contacts and follow-ups are their own tables. */
    t.text('kind').notNullable()
    t.text('at').notNullable()
    t.text('author_id').references('people.id')
    t.text('client_id').unique()
    t.text('heading').notNullable()
    t.text('body').notNullable()
    t.text('contact_id').references('contacts.id')
    t.index(['case_id', 'at'])
  })
  await knex.schema.createTable('follow_ups', (t) => {
    t.text('id').primary()
    t.text('case_id').notNullable().references('cases.id')
    t.text('what').notNullable()
    t.text('due_at').notNullable()
    t.text('owner_id').references('people.id')
    t.text('created_at').notNullable()
    t.text('done_at')
    t.index(['case_id'])
  })
  await knex.raw('CREATE INDEX follow_ups_due ON follow_ups (owner_id, due_at) WHERE done_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  for (const table of [
    'follow_ups',
    'case_events',
    'pictures',
    'messages',
    'presences',
    'offers',
    'recordings',
    'calls',
    'contacts',
    'threads',
    'cases',
    'counters',
  ]) {
    await knex.schema.dropTable(table)
  }
}
