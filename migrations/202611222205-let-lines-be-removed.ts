import type { Knex } from 'knex'

/** The kinds of event that the history of lines and queues is read from, as settings-history.ts asks for them. */
const before =
  "'line.added', 'line.changed', 'line.closed-now', 'line.reopened', 'queue.added', 'queue.changed', 'queue.removed', 'queue.ordered'"
const after =
  "'line.added', 'line.changed', 'line.closed-now', 'line.reopened', 'line.removed', 'line.restored', 'queue.added', 'queue.changed', 'queue.removed', 'queue.restored', 'queue.ordered'"

/**
 * A line that is removed stays for the contacts that came in on it. Its number is free for another line; until one has
 * it, `replaced_by` answers whoever still rings it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE lines ADD COLUMN removed_at text')
  await knex.raw('ALTER TABLE lines ADD COLUMN replaced_by text REFERENCES lines (id)')
  await knex.schema.alterTable('lines', (t) => t.dropUnique(['number']))
  await knex.raw('CREATE UNIQUE INDEX lines_one_per_number ON lines (number) WHERE removed_at IS NULL')
  await knex.raw('DROP INDEX event_log_settings')
  await knex.raw(`CREATE INDEX event_log_changes ON event_log (seq) WHERE type IN (${after})`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX event_log_changes')
  await knex.raw(`CREATE INDEX event_log_settings ON event_log (seq) WHERE type IN (${before})`)
  await knex.raw('DROP INDEX lines_one_per_number')
  for (const column of ['replaced_by', 'removed_at'])
    await knex.raw(`ALTER TABLE lines DROP COLUMN ${column}`)
  await knex.schema.alterTable('lines', (t) => t.unique(['number']))
}
