/** SQLite: one writer behind a queue, read-only connections beside it, checkpoints in a thread. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import knex, { type Knex } from 'knex'
import type { Stores } from '../../commands/ports.ts'
import type { ConnectOptions, Database } from './connect.ts'
import { effectQueue } from './effect-queue.ts'
import { eventsAfter } from './event-log.ts'
import { commitListeners } from './listeners.ts'
import { migrateDown, migrateUp, pendingMigrations, refuseNewer } from './migrations.ts'
import { backupSqlite } from './sqlite-backup.ts'
import { backgroundCheckpoints } from './sqlite-checkpoint.ts'
import { readersInThreads } from './sqlite-threads.ts'
import { sqliteWriter } from './sqlite-writer.ts'
import type { Executor, Statement } from './statement.ts'
import { storesOf } from './stores/all.ts'

const cacheKib = 64 * 1024
/** Readers hardly ever wait in WAL mode; when they must, it stops the event loop, so not for long. */
const readerWaitMs = 250

type Settings = ConnectOptions & Required<Pick<ConnectOptions, 'onProblem'>>

export async function openSqlite(file: string, { onProblem, maxPages }: Settings): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true })
  // Waiting for a lock inside SQLite would stop the event loop: the writer's queue waits instead.
  const db = new BetterSqlite3(file, { timeout: 0 })
  const migrator = knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: { min: 0, max: 1, idleTimeoutMillis: 100 },
  })
  try {
    prepareWriter(db, maxPages)
    await refuseNewer(migrator)
  } catch (error) {
    db.close()
    await migrator.destroy()
    throw error
  }
  const listeners = commitListeners(onProblem)
  const checkpoints = backgroundCheckpoints(file, onProblem)
  const writer = sqliteWriter(db, { afterCommit: checkpoints.soon, onLogged: listeners.tell })
  const read = readers(file)
  const search = readersInThreads(file, cacheKib)
  const readDb = new BetterSqlite3(file, { readonly: true, timeout: readerWaitMs })
  readDb.pragma(`cache_size = -${cacheKib}`)
  const reader = readerOn(readDb)
  let stores: Stores | undefined

  return {
    engine: 'sqlite',
    read,
    search,
    reader,
    // One connection, one transaction at a time: the stores are made once.
    write: (unit) => writer.transact((transaction) => unit((stores ??= storesOf(transaction)))),
    transact: writer.transact,
    onCommitted: listeners.add,
    readEvents: (afterSeq, limit) => eventsAfter(reader, afterSeq, limit),
    effects: effectQueue(writer, reader),
    migrate: () => migrateUp(migrator),
    rollback: () => migrateDown(migrator),
    isReady: async () => (await pendingMigrations(read)).length === 0,
    backup: (toFile) => backupSqlite(file, toFile),
    close: async () => {
      await writer.close()
      await checkpoints.close()
      await Promise.all([read.destroy(), search.destroy(), migrator.destroy()])
      readDb.close()
      // The last to close moves the log into the file, but only if it has read since: so ask.
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
    },
  }
}

function prepareWriter(db: BetterSqlite3.Database, maxPages: number | undefined): void {
  db.pragma('journal_mode = WAL')
  // A reply is a promise: FULL syncs at every COMMIT, and group commit makes that nearly free.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  // What is erased is overwritten in the file where that costs no further writing.
  db.pragma('secure_delete = FAST')
  db.pragma(`cache_size = -${cacheKib}`)
  db.pragma('wal_autocheckpoint = 0')
  db.pragma('journal_size_limit = 67108864')
  if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`)
}

/** knex prepares every query anew; the pool's connections remember what they have prepared. */
function readers(file: string): Knex {
  return knex({
    client: 'better-sqlite3',
    connection: { filename: file, options: { readonly: true } },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: 4,
      afterCreate: (connection: BetterSqlite3.Database, done: (error: Error | null) => void) => {
        connection.pragma(`busy_timeout = ${readerWaitMs}`)
        connection.pragma(`cache_size = -${cacheKib}`)
        rememberPrepared(connection)
        done(null)
      },
    },
  })
}

const mostRemembered = 500

function rememberPrepared(connection: BetterSqlite3.Database): void {
  const prepare = connection.prepare.bind(connection)
  const known = new Map<string, ReturnType<typeof prepare>>()
  const remembering = (sql: string) => {
    const before = known.get(sql)
    if (before) return before
    const fresh = prepare(sql)
    if (known.size >= mostRemembered) known.clear()
    known.set(sql, fresh)
    return fresh
  }
  Object.assign(connection, { prepare: remembering })
}

function readerOn(db: BetterSqlite3.Database): Executor {
  const prepared = new Map<Statement, BetterSqlite3.Statement>()
  const ready = (statement: Statement): BetterSqlite3.Statement => {
    const known = prepared.get(statement)
    if (known) return known
    const fresh = db.prepare(statement.on('sqlite').sql)
    prepared.set(statement, fresh)
    return fresh
  }
  return {
    engine: 'sqlite',
    all: async (statement, params) => ready(statement).all(...statement.on('sqlite').bind(params)),
    run: async (statement, params) => ready(statement).run(...statement.on('sqlite').bind(params)).changes,
  }
}
