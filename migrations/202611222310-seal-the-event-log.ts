import type { Knex } from 'knex'

const sealed = ['event_log', 'audit_seals'] as const

/**
 * The event log can only grow (F131): the database itself refuses to change or delete a row, and every row is sealed by
 * a hash over it and the seal before. Seals stand in a table of their own: they are written behind the log, never by
 * the transaction that a caller waits for.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('audit_seals', (t) => {
    t.integer('seq').primary()
    t.text('hash').notNullable()
  })
  await knex.schema.createTable('audit_head', (t) => {
    t.text('id').primary().checkIn(['head'])
    t.integer('seq').notNullable()
    t.text('hash').notNullable()
    t.text('sealed_at')
  })
  // The hash before the first: firstHash in server/domain/audit-chain.ts on the day of this migration.
  await knex('audit_head').insert({ id: 'head', seq: 0, hash: '0'.repeat(64), sealed_at: null })
  const isPostgres = knex.client.config.client === 'pg'
  // Who did what, without the rest of the log, which is mostly calls.
  await knex.raw(
    "CREATE INDEX event_log_actor ON event_log (actor, seq) WHERE actor NOT IN ('twilio', 'system')",
  )
  await knex.raw(
    "CREATE INDEX event_log_reads ON event_log (seq) WHERE type IN ('record.read', 'recording.listened', 'members.refused-rows-taken')",
  )
  const memberId = isPostgres ? "((data::jsonb) ->> 'memberId')" : "json_extract(data, '$.memberId')"
  await knex.raw(
    `CREATE INDEX event_log_member_reads ON event_log (${memberId}, seq) WHERE type = 'record.read'`,
  )
  if (isPostgres) {
    await knex.raw(
      `CREATE FUNCTION refuse_change_of_the_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END $$`,
    )
    for (const table of sealed) {
      await knex.raw(
        `CREATE TRIGGER ${table}_only_grows BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change_of_the_log()`,
      )
      await knex.raw(
        `CREATE TRIGGER ${table}_is_not_emptied BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_the_log()`,
      )
    }
    return
  }
  for (const table of sealed)
    for (const change of ['UPDATE', 'DELETE'])
      await knex.raw(
        `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table} BEGIN SELECT RAISE(ABORT, 'rows of ${table} are never changed or deleted'); END`,
      )
}

export async function down(knex: Knex): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg'
  for (const table of sealed)
    if (isPostgres) {
      await knex.raw(`DROP TRIGGER ${table}_only_grows ON ${table}`)
      await knex.raw(`DROP TRIGGER ${table}_is_not_emptied ON ${table}`)
    } else for (const change of ['update', 'delete']) await knex.raw(`DROP TRIGGER ${table}_no_${change}`)
  if (isPostgres) await knex.raw('DROP FUNCTION refuse_change_of_the_log()')
  for (const index of ['event_log_actor', 'event_log_reads', 'event_log_member_reads'])
    await knex.raw(`DROP INDEX ${index}`)
  await knex.schema.dropTable('audit_head')
  await knex.schema.dropTable('audit_seals')
}
