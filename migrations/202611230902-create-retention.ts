import type { Knex } from 'knex'

/**
 * How long each kind of record is kept, what was proposed to be erased, by whose word it was, and the proof of it (F132).
 * Items keep no name and no number: what a record was, when, and the hash of what stood in it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('retention_rules', (t) => {
    t.text('kind').primary()
    t.integer('version').notNullable()
    t.integer('days').comment('null: as each line says')
    t.integer('by_itself').notNullable().comment('1: without asking each time')
    t.text('changed_by').references('people.id')
    t.text('changed_at')
    t.text('next_at').notNullable().comment('when the next look is due')
  })
  await knex('retention_rules').insert([
    // As before: recordings go on the day that their line says.
    { kind: 'recordings', version: 1, days: null, by_itself: 1, next_at: '2026-11-23T00:00:00.000Z' },
    { kind: 'contacts', version: 1, days: 730, by_itself: 0, next_at: '2026-11-23T00:00:00.000Z' },
    { kind: 'cases', version: 1, days: 2192, by_itself: 0, next_at: '2026-11-23T00:00:00.000Z' },
  ])
  await knex.schema.createTable('erasures', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('kind').notNullable().references('retention_rules.kind')
    t.text('state').notNullable()
    t.text('proposed_at').notNullable()
    t.text('approved_by').references('people.id').comment('null with approved_at: the rule itself')
    t.text('approved_at')
    t.text('done_at')
    t.text('seal')
    t.check("state IN ('proposed', 'erasing', 'done')")
  })
  await knex.raw("CREATE UNIQUE INDEX erasures_proposed ON erasures (kind) WHERE state = 'proposed'")
  await knex.schema.createTable('erasure_items', (t) => {
    t.text('erasure_id').notNullable().references('erasures.id')
    t.text('record_id').notNullable()
    t.text('kind').notNullable()
    t.text('about').notNullable().comment('what it was, without a name or a number')
    t.text('state').notNullable()
    t.text('sha256').comment('of what stood in it')
    t.text('erased_at')
    t.primary(['erasure_id', 'record_id'])
    t.check("state IN ('due', 'held', 'erased')")
  })
  await knex.raw(
    "CREATE INDEX erasure_items_due ON erasure_items (erasure_id, record_id) WHERE state = 'due'",
  )
  await knex.raw(
    "CREATE UNIQUE INDEX erasure_items_erased ON erasure_items (kind, record_id) WHERE state = 'erased'",
  )
  // Words of a deleted row would otherwise stay in the index until it is merged by chance (SQLite FTS5, section 6.9).
  if (knex.client.config.client !== 'pg')
    for (const index of ['cases_fts', 'case_words_fts'])
      await knex.raw(`INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1)`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('erasure_items')
  await knex.schema.dropTable('erasures')
  await knex.schema.dropTable('retention_rules')
}
