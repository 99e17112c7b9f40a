/** PostgreSQL: a writer that commits in groups, and read-only connections for views. At most twelve connections together. */
import knex from 'knex'
import pg from 'pg'
import type { ConnectOptions, Database } from './connect.ts'
import { effectQueue } from './effect-queue.ts'
import { eventsAfter } from './event-log.ts'
import { commitListeners } from './listeners.ts'
import { migrateDown, migrateUp, pendingMigrations, refuseNewer } from './migrations.ts'
import { executorOn, noteLosses } from './postgres-alone.ts'
import { backupPostgres } from './postgres-backup.ts'
import { postgresWriter } from './postgres-writer.ts'
import { storesOf } from './stores/all.ts'

const writersAlone = 3
const readers = 3
const viewReaders = 4
const longestWaitMs = 10_000
/** How long a batch waits for a lock of another server; then its units wait alone. */
const longestLockMs = 300
/**
 * A batch asks for rows by their keys. Its statements are planned once, perhaps while a table is still small, and must
 * not read all of it when it has grown: a row is found by its index, one after another.
 */
const planByKey = ['hashjoin', 'mergejoin', 'seqscan', 'material'].map((each) => `-c enable_${each}=off`)
/**
 * Nothing waits without end: a lock that somebody forgot, a statement that never comes back, a transaction whose program
 * hangs. The webhook is answered 503 meanwhile, and the tick goes on.
 */
const withoutEnd = ['-c statement_timeout=15000', '-c idle_in_transaction_session_timeout=20000']
const waitsForLocks = '-c lock_timeout=8000'
const readOnlyOption = ['-c default_transaction_read_only=on', ...withoutEnd].join(' ')

type Settings = ConnectOptions & Required<Pick<ConnectOptions, 'onProblem'>>

export async function openPostgres(databaseUrl: string, { onProblem }: Settings): Promise<Database> {
  // Counts are int8, which the driver gives as text. Ours are far below 2^53.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const settings = {
    connectionString: databaseUrl,
    connectionTimeoutMillis: longestWaitMs,
    application_name: 'branchline',
  }
  const batch = new pg.Pool({
    ...settings,
    max: 1,
    idleTimeoutMillis: 0,
    pipeline: true,
    options: [`-c lock_timeout=${longestLockMs}`, ...withoutEnd, ...planByKey].join(' '),
  })
  const alone = new pg.Pool({
    ...settings,
    max: writersAlone,
    pipeline: true,
    options: [waitsForLocks, ...withoutEnd].join(' '),
  })
  // Not those of the writers: nobody who only looks waits behind a unit that waits for a lock.
  const readOnly = new pg.Pool({
    ...settings,
    max: readers,
    options: readOnlyOption,
  })
  // A pool ends before its connections are gone: a server that stops just then still complains to them.
  let isClosed = false
  const idleProblem = (error: unknown) => {
    if (!isClosed) onProblem(error)
  }
  for (const pool of [batch, alone, readOnly]) {
    pool.on('error', idleProblem)
    noteLosses(pool)
  }
  const read = knex({
    client: 'pg',
    connection: {
      connectionString: databaseUrl,
      application_name: 'branchline-read',
      options: readOnlyOption,
    },
    pool: { min: 0, max: viewReaders },
    acquireConnectionTimeout: longestWaitMs,
  })
  const migrator = knex({
    client: 'pg',
    connection: { connectionString: databaseUrl, application_name: 'branchline-migrate' },
    pool: { min: 0, max: 1, idleTimeoutMillis: 100 },
    acquireConnectionTimeout: longestWaitMs,
  })
  try {
    await refuseNewer(read)
  } catch (error) {
    await Promise.all([batch.end(), alone.end(), readOnly.end(), read.destroy(), migrator.destroy()])
    throw error
  }
  const listeners = commitListeners(onProblem)
  const writer = postgresWriter({ batch, alone }, { onCommit: listeners.tell, onProblem })
  const reader = executorOn(readOnly)

  return {
    engine: 'postgres',
    read,
    // Its own processes do the work.
    search: read,
    reader,
    write: (unit) => writer.transact((transaction) => unit(storesOf(transaction))),
    transact: writer.transact,
    onCommitted: listeners.add,
    readEvents: (afterSeq, limit) => eventsAfter(reader, afterSeq, limit),
    effects: effectQueue(writer, reader),
    migrate: () => migrateUp(migrator),
    rollback: () => migrateDown(migrator),
    isReady: async () => (await pendingMigrations(read)).length === 0,
    backup: (toFile) => backupPostgres(databaseUrl, toFile),
    close: async () => {
      isClosed = true
      await writer.close()
      await Promise.all([readOnly.end(), read.destroy(), migrator.destroy()])
    },
  }
}
