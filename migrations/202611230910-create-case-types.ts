import type { Knex } from 'knex'

/** Case types and the sheets of cases (F69). The versions of a type are the event log, found without the rest of it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('case_types', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('name').notNullable()
    t.text('proposed_for')
    t.text('stages').notNullable()
    t.text('fields').notNullable()
    t.text('documents').notNullable()
    t.text('retired_at')
  })
  await knex.raw('CREATE UNIQUE INDEX case_types_name ON case_types (lower(name)) WHERE retired_at IS NULL')
  await knex.schema.createTable('case_sheets', (t) => {
    t.text('case_id').primary().references('cases.id')
    t.text('type_id').notNullable().references('case_types.id')
    t.text('stage_key').notNullable()
    t.text('stage_since').notNullable()
    t.text('answers').notNullable()
    t.text('on_paper').notNullable()
    t.index(['type_id', 'stage_key'])
  })
  await knex.raw(
    "CREATE INDEX event_log_case_types ON event_log (seq) WHERE type IN ('case-type.added', 'case-type.changed', 'case-type.retired', 'case-type.restored')",
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX event_log_case_types')
  await knex.schema.dropTable('case_sheets')
  await knex.schema.dropTable('case_types')
}
