import type { Knex } from 'knex'

/** Answers, guides and signposts for calls (F100). Their history is the event log, found without the rest of it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('knowledge_answers', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('kind').notNullable()
    t.text('title').notNullable()
    /** JSON: what contacts and cases it is about; none: all. */
    t.text('reasons').notNullable()
    t.text('body').notNullable()
    /** JSON: the lines of a guide. */
    t.text('steps').notNullable()
    t.text('where_else').notNullable()
    t.text('owner_id').notNullable().references('people.id')
    /** A calendar day. */
    t.text('review_on').notNullable()
    t.text('removed_at')
  })
  await knex.raw(
    'CREATE UNIQUE INDEX knowledge_answers_title ON knowledge_answers (lower(title)) WHERE removed_at IS NULL',
  )
  await knex.raw(
    "CREATE INDEX event_log_answers ON event_log (seq) WHERE type IN ('answer.added', 'answer.changed', 'answer.removed', 'answer.restored')",
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX event_log_answers')
  await knex.schema.dropTable('knowledge_answers')
}
