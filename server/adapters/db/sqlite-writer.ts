/**
 * The one writer of SQLite: a queue, and group commit. Units run one after another inside one BEGIN IMMEDIATE … COMMIT;
 * a reply resolves after COMMIT.
 *
 *   unit ─► queue ─► batch (64 units or 4 ms) ─ COMMIT ─► replies, listeners ─ setImmediate ─► next batch
 *                      └ a unit throws: all of the batch is undone and run again, now each unit in a savepoint of its
 *                        own, so that only the one that throws is rolled back
 *                      └ the disk is full: the whole batch is undone, and every unit of it gets `storage-full`
 *
 * Units hardly ever throw (a refusal is an answer), and a savepoint for each costs a tenth of a webhook: SQLite copies
 * aside each page changed inside one (measured 2026-11). A unit does nothing but read and write its stores, so it may
 * be run again, here as on PostgreSQL.
 *
 * Why one: SQLite has one write lock, and a second writer on the same event loop would wait for a transaction that only
 * this event loop can finish. Why IMMEDIATE: an upgrade from reading to writing fails at once with SQLITE_BUSY, whatever
 * the timeout. Why setImmediate: better-sqlite3 never leaves the microtask queue, and without it a burst of 200 units
 * stopped every timer and socket for 800 ms (measured 2026-08).
 */
import { setTimeout as pause } from 'node:timers/promises'
import type BetterSqlite3 from 'better-sqlite3'
import type { LoggedEvent } from '../../domain/records.ts'
import type { Statement } from './statement.ts'
import { errorCode, StorageError } from './storage-error.ts'
import type { CommitListener, Transaction, Unit, Writer } from './transaction.ts'

const mostUnits = 64
const longestBatchMs = 4
/** How long a unit waits for another program's lock before it is refused with `storage-busy`. */
const longestWaitMs = 10_000

interface Job {
  readonly unit: Unit<unknown>
  readonly queuedAt: number
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}
interface Done {
  readonly job: Job
  readonly value: unknown
  readonly logged: readonly LoggedEvent[]
}

export interface WriterListeners {
  readonly afterCommit: () => void
  readonly onLogged: CommitListener
}

export function sqliteWriter(db: BetterSqlite3.Database, { afterCommit, onLogged }: WriterListeners): Writer {
  const queue: Job[] = []
  let running = false
  let closing: (() => void) | null = null
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const savepoint = db.prepare('SAVEPOINT unit')
  const release = db.prepare('RELEASE unit')
  const undo = db.prepare('ROLLBACK TO unit')
  const transaction = sqliteTransaction(db)

  const start = () => {
    if (running) return
    running = true
    // Everything that this turn of the event loop still brings joins the batch.
    setImmediate(() => void nextBatch())
  }

  const nextBatch = async () => {
    if (await locked()) await runBatch()
    if (queue.length > 0) {
      setImmediate(() => void nextBatch())
      return
    }
    running = false
    closing?.()
  }

  /** Takes the write lock, waiting for other programs. False when nobody is left who wants to wait. */
  const locked = async (): Promise<boolean> => {
    while (queue.length > 0) {
      try {
        begin.run()
        return true
      } catch (error) {
        if (!errorCode(error).startsWith('SQLITE_BUSY')) {
          for (const job of queue.splice(0)) job.reject(storageError(error))
          return false
        }
        const now = performance.now()
        while (queue[0] && now - queue[0].queuedAt >= longestWaitMs)
          queue.shift()?.reject(new StorageError('storage-busy', 'Another program holds the database', error))
        await pause(5 + Math.random() * 45)
      }
    }
    return false
  }

  const runBatch = async () => {
    const startedAt = performance.now()
    const taken: Job[] = []
    const done: Done[] = []
    try {
      while (taken.length < mostUnits && performance.now() - startedAt < longestBatchMs) {
        const job = queue.shift()
        if (!job) break
        taken.push(job)
        done.push({ job, ...(await transaction.during(job.unit)) })
      }
    } catch (error) {
      if (isStorageFailure(error) || !db.inTransaction) {
        fail(taken, error)
        return
      }
      rollback.run()
      queue.unshift(...taken)
      if (await locked()) await runApart(taken.length)
      return
    }
    finish(done)
  }

  /** The next `count` units, a savepoint each. */
  const runApart = async (count: number) => {
    const done: Done[] = []
    for (let taken = 0; taken < count; taken += 1) {
      const job = queue.shift()
      if (!job) break
      try {
        savepoint.run()
        done.push({ job, ...(await transaction.during(job.unit)) })
        release.run()
      } catch (error) {
        if (isStorageFailure(error) || !db.inTransaction) {
          fail([...done.map((each) => each.job), job], error)
          return
        }
        undo.run()
        release.run()
        job.reject(error)
      }
    }
    finish(done)
  }

  const finish = (done: readonly Done[]) => {
    try {
      commit.run()
    } catch (error) {
      fail(
        done.map((each) => each.job),
        error,
      )
      return
    }
    for (const { job, value } of done) job.resolve(value)
    afterCommit()
    const logged = done.flatMap((each) => each.logged)
    if (logged.length > 0) onLogged(logged)
  }

  /** Nothing of this batch is kept. SQLite may already have rolled back by itself. */
  const fail = (jobs: readonly Job[], error: unknown) => {
    if (db.inTransaction) rollback.run()
    for (const job of jobs) job.reject(storageError(error))
  }

  return {
    transact: <T>(unit: Unit<T>) =>
      new Promise<T>((resolve, reject) => {
        if (closing) {
          reject(new StorageError('storage-failed', 'The database is closed'))
          return
        }
        queue.push({
          unit,
          queuedAt: performance.now(),
          // The value is that of this very unit; the queue only does not know its type.
          resolve: (value) => resolve(value as T),
          reject,
        })
        start()
      }),
    close: () =>
      new Promise((resolve) => {
        closing = resolve
        if (!running) resolve()
      }),
  }
}

/** Runs statements prepared once per connection, and only while a unit is in progress. */
function sqliteTransaction(db: BetterSqlite3.Database) {
  const prepared = new Map<Statement, BetterSqlite3.Statement>()
  let logged: LoggedEvent[] | null = null

  const ready = (statement: Statement): BetterSqlite3.Statement => {
    if (!logged) throw new Error(`${statement.name}: used outside its transaction`)
    const known = prepared.get(statement)
    if (known) return known
    const fresh = db.prepare(statement.on('sqlite').sql)
    prepared.set(statement, fresh)
    return fresh
  }
  const transaction: Transaction = {
    engine: 'sqlite',
    all: async (statement, params) => ready(statement).all(...statement.on('sqlite').bind(params)),
    run: async (statement, params) => ready(statement).run(...statement.on('sqlite').bind(params)).changes,
    noteLogged: (events) => logged?.push(...events),
  }
  return {
    async during(unit: Unit<unknown>) {
      const own: LoggedEvent[] = []
      logged = own
      try {
        return { value: await unit(transaction), logged: own }
      } finally {
        logged = null
      }
    },
  }
}

const isStorageFailure = (error: unknown): boolean =>
  /^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM|BUSY)/.test(errorCode(error))

const storageError = (error: unknown): unknown => {
  if (errorCode(error) === 'SQLITE_FULL')
    return new StorageError('storage-full', 'No room left to keep anything: the disk is full', error)
  return isStorageFailure(error)
    ? new StorageError('storage-failed', 'The database could not be written', error)
    : error
}
