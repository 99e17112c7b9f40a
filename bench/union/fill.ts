/** Puts a union of any size into a migrated database as fast as the engine takes it, past our own one-writer gateway. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Rows } from './rows.ts'

const perTransaction = 50_000
const bytesAtOnce = 256 * 1024

/** `databaseUrl` as the server takes it. Resolves when everything is in and the planner knows how it is spread. */
export const fill = (databaseUrl: string, everything: readonly Rows[]): Promise<void> =>
  databaseUrl.startsWith('sqlite:')
    ? fillSqlite(databaseUrl.slice('sqlite:'.length), everything)
    : fillPostgres(databaseUrl, everything)

async function fillSqlite(file: string, everything: readonly Rows[]): Promise<void> {
  const database = new Sqlite(file)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = OFF')
    database.pragma('cache_size = -262144')
    // Every reference is to a row that was put in before; looking each up again would take longer than all the rest.
    database.pragma('foreign_keys = OFF')
    for (const { table, columns, rows } of everything) {
      const insert = database.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      let inTransaction = 0
      database.exec('BEGIN')
      for (const row of rows()) {
        insert.run(...row)
        inTransaction += 1
        if (inTransaction < perTransaction) continue
        database.exec('COMMIT; BEGIN')
        inTransaction = 0
        // The process that measures stays able to answer.
        await new Promise((resolve) => setImmediate(resolve))
      }
      database.exec('COMMIT')
    }
    database.exec('ANALYZE')
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

async function fillPostgres(databaseUrl: string, everything: readonly Rows[]): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query('SET synchronous_commit = off')
    // Triggers and references are those of the rows' own order; nothing here can break them.
    await client.query(`SET session_replication_role = 'replica'`)
    await client.query(`SET maintenance_work_mem = '1GB'`)
    const indexes = await withoutIndexes(client, [...everything.map(({ table }) => table), 'case_words'])
    for (const { table, columns, rows } of everything) {
      const into = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
      await pipeline(Readable.from(copyLines(rows())), into)
    }
    // What a trigger does for everybody else.
    await client.query(
      `INSERT INTO case_words (id, kind, case_id, contact_id, words)
       SELECT 'call:' || id, 'call', case_id, id, notes FROM contacts WHERE notes <> '' ON CONFLICT (id) DO NOTHING`,
    )
    for (const definition of indexes) await client.query(definition)
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

/** Drops every index that is no constraint, and gives the statements that make them again: quicker than keeping them. */
async function withoutIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE schemaname = 'public' AND tablename = ANY($1)
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = (quote_ident(indexname))::regclass)`,
    [tables],
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map(({ definition }) => definition)
}

/** PostgreSQL's own text form of rows, in pieces worth a network packet. */
function* copyLines(rows: Iterable<readonly (string | number | null)[]>): Generator<string> {
  let lines = ''
  for (const row of rows) {
    lines += `${row.map(copied).join('\t')}\n`
    if (lines.length < bytesAtOnce) continue
    yield lines
    lines = ''
  }
  if (lines !== '') yield lines
}
const copied = (value: string | number | null): string =>
  value === null ? '\\N' : typeof value === 'number' ? String(value) : value.replace(/[\\\t\n\r]/g, '\\$&')
