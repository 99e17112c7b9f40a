import type { Knex } from 'knex'

/** The event log (audit trail, outbox and stream at once), effects to carry out, and the webhook inbox. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('event_log', (t) => {
    /** From the counter row, so number order is commit order on both engines. */
    t.integer('seq').primary()
    t.text('type').notNullable()
    t.text('at').notNullable()
    /** Person id, 'twilio' or 'system'. */
    t.text('actor').notNullable()
    t.text('contact_id')
    t.text('case_id')
    t.text('data').notNullable()
    t.index(['contact_id'])
    t.index(['case_id'])
  })
  await knex.schema.createTable('effects', (t) => {
    t.text('id').primary()
    t.integer('event_seq').notNullable()
    t.text('kind').notNullable()
    /** Effects of one key run one after another, in order (a thread's texts, a contact's conference). */
    t.text('order_key').notNullable()
    t.text('data').notNullable()
    t.integer('attempts').notNullable().defaultTo(0)
    t.text('due_at').notNullable()
    t.text('last_error')
    t.text('settled_at')
    /** done, gave-up, or superseded. */
    t.text('result')
  })
  await knex.raw('CREATE INDEX effects_open ON effects (due_at, id) WHERE settled_at IS NULL')
  await knex.schema.createTable('webhook_inbox', (t) => {
    /** e.g. 'sms:SM…', 'voice:CA…', 'status:CA…:2': the natural key of one delivery. */
    t.text('key').primary()
    t.text('received_at').notNullable().index()
    t.text('reply').notNullable()
  })
  await knex.schema.createTable('wall_tokens', (t) => {
    t.text('token_hash').primary()
    t.text('created_by').notNullable().references('people.id')
    t.text('created_at').notNullable()
  })
  await knex('counters').insert([
    { name: 'event', value: 0 },
    { name: 'case', value: 10000 },
  ])
  // Search of members by any part of their name words: FTS5 prefix index on SQLite, pg_trgm-free tsvector on PostgreSQL.
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      `CREATE INDEX members_search ON members USING gin (to_tsvector('simple', first_name || ' ' || last_name || ' ' || membership_number))`,
    )
    await knex.raw(`CREATE INDEX cases_search ON cases USING gin (to_tsvector('simple', title))`)
  } else {
    await knex.raw(
      `CREATE VIRTUAL TABLE members_fts USING fts5(first_name, last_name, membership_number, content='members', content_rowid='rowid', tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')`,
    )
    await knex.raw(
      `CREATE TRIGGER members_fts_insert AFTER INSERT ON members BEGIN INSERT INTO members_fts(rowid, first_name, last_name, membership_number) VALUES (new.rowid, new.first_name, new.last_name, new.membership_number); END`,
    )
    await knex.raw(
      `CREATE TRIGGER members_fts_delete AFTER DELETE ON members BEGIN INSERT INTO members_fts(members_fts, rowid, first_name, last_name, membership_number) VALUES ('delete', old.rowid, old.first_name, old.last_name, old.membership_number); END`,
    )
    await knex.raw(
      `CREATE TRIGGER members_fts_update AFTER UPDATE OF first_name, last_name, membership_number ON members BEGIN INSERT INTO members_fts(members_fts, rowid, first_name, last_name, membership_number) VALUES ('delete', old.rowid, old.first_name, old.last_name, old.membership_number); INSERT INTO members_fts(rowid, first_name, last_name, membership_number) VALUES (new.rowid, new.first_name, new.last_name, new.membership_number); END`,
    )
    await knex.raw(
      `CREATE VIRTUAL TABLE cases_fts USING fts5(title, content='cases', content_rowid='rowid', tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')`,
    )
    await knex.raw(
      `CREATE TRIGGER cases_fts_insert AFTER INSERT ON cases BEGIN INSERT INTO cases_fts(rowid, title) VALUES (new.rowid, new.title); END`,
    )
    await knex.raw(
      `CREATE TRIGGER cases_fts_delete AFTER DELETE ON cases BEGIN INSERT INTO cases_fts(cases_fts, rowid, title) VALUES ('delete', old.rowid, old.title); END`,
    )
    await knex.raw(
      `CREATE TRIGGER cases_fts_update AFTER UPDATE OF title ON cases BEGIN INSERT INTO cases_fts(cases_fts, rowid, title) VALUES ('delete', old.rowid, old.title); INSERT INTO cases_fts(rowid, title) VALUES (new.rowid, new.title); END`,
    )
  }
}

export async function down(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await knex.raw('DROP INDEX members_search')
    await knex.raw('DROP INDEX cases_search')
  } else {
    for (const trigger of [
      'members_fts_insert',
      'members_fts_delete',
      'members_fts_update',
      'cases_fts_insert',
      'cases_fts_delete',
      'cases_fts_update',
    ]) {
      await knex.raw(`DROP TRIGGER ${trigger}`)
    }
    await knex.raw('DROP TABLE members_fts')
    await knex.raw('DROP TABLE cases_fts')
  }
  for (const table of ['wall_tokens', 'webhook_inbox', 'effects', 'event_log'])
    await knex.schema.dropTable(table)
}
