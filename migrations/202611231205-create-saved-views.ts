import type { Knex } from 'knex'

/** Lists of cases that somebody named, for themselves or for all (F81), and what such lists are found by. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('saved_views', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('person_id').notNullable().references('people.id')
    t.text('name').notNullable()
    t.integer('is_shared').notNullable()
    t.text('filter').notNullable().comment('JSON: see domain/saved-view.ts')
    t.text('saved_at').notNullable()
    t.check('is_shared IN (0, 1)')
    t.unique(['person_id', 'name'])
  })
  await knex.raw(
    'CREATE INDEX cases_open_by_status ON cases (status, updated_at, id) WHERE closed_at IS NULL',
  )
  await knex.raw('CREATE INDEX cases_open_by_kind ON cases (kind, updated_at, id) WHERE closed_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX cases_open_by_kind')
  await knex.raw('DROP INDEX cases_open_by_status')
  await knex.schema.dropTable('saved_views')
}
