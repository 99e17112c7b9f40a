/** Puts a union of any size into a migrated database as fast as the engine takes it, past our own one-writer gateway. */
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import type { Rows } from './rows.ts'

const perTransaction = 50_000
const perStatement = 5000

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
    await client.query(`SET maintenance_work_mem = '256MB'`)
    const indexes = await withoutIndexes(
      client,
      everything.map(({ table }) => table),
    )
    for (const { table, columns, rows } of everything) {
      const names = columns.join(', ')
      const types = await typesOf(client, table, columns)
      const insert = `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${types.map((type, at) => `$${at + 1}::${type}[]`).join(', ')})`
      let batch: (string | number | null)[][] = columns.map(() => [])
      const flush = async () => {
        if ((batch[0]?.length ?? 0) > 0) await client.query(insert, batch)
        batch = columns.map(() => [])
      }
      for (const row of rows()) {
        for (const [at, values] of batch.entries()) values.push(row[at] ?? null)
        if ((batch[0]?.length ?? 0) >= perStatement) await flush()
      }
      await flush()
    }
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

async function typesOf(client: pg.Client, table: string, columns: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; type: string }>(
    'SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1',
    [table],
  )
  return columns.map((column) => rows.find(({ name }) => name === column)?.type ?? 'text')
}
