import type { Knex } from 'knex'

/** Templates of texts (F52). Their history is the event log, found without the rest of it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('text_templates', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('name').notNullable()
    t.text('body').notNullable()
    t.text('removed_at')
  })
  await knex.raw(
    'CREATE UNIQUE INDEX text_templates_name ON text_templates (lower(name)) WHERE removed_at IS NULL',
  )
  await knex.raw(
    "CREATE INDEX event_log_templates ON event_log (seq) WHERE type IN ('template.added', 'template.changed', 'template.removed', 'template.restored')",
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX event_log_templates')
  await knex.schema.dropTable('text_templates')
}
