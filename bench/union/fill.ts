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
    await client.query(`SET session_replication_role = 'replica'`)
    for (const { table, columns, rows } of everything) {
      const names = columns.join(', ')
      const insert = `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(null::${table}, $1)`
      let batch: Record<string, string | number | null>[] = []
      const flush = async () => {
        if (batch.length > 0) await client.query(insert, [JSON.stringify(batch)])
        batch = []
      }
      for (const row of rows()) {
        batch.push(Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])))
        if (batch.length >= perStatement) await flush()
      }
      await flush()
    }
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}
