import type { Knex } from 'knex'

/** What somebody on the line waits for goes before texts: a backlog after an outage must not delay a call. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('effects', (t) => {
    /** 1: somebody is on the line and hears music, or nothing, until it is done. */
    t.integer('on_the_line').notNullable().defaultTo(1)
  })
  await knex('effects')
    .whereIn('kind', ['send-text', 'fetch-pictures', 'delete-recording'])
    .update({ on_the_line: 0 })
  await knex.raw(
    'CREATE INDEX effects_open_by_line ON effects (on_the_line, due_at, id) WHERE settled_at IS NULL',
  )
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX effects_open_by_line')
  await knex.schema.alterTable('effects', (t) => {
    t.dropColumn('on_the_line')
  })
}
