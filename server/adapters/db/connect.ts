/**
 * The database: DATABASE_URL → one interface. SQLite for one machine, PostgreSQL for more; everything above this folder
 * is the same on both.
 */
import type { Knex } from 'knex'
import type { Write } from '../../commands/ports.ts'
import type { LoggedEvent } from '../../domain/records.ts'
import type { EffectQueue } from './effect-queue.ts'
import { openPostgres } from './postgres-database.ts'
import { openSqlite } from './sqlite-database.ts'
import type { Engine, Executor } from './statement.ts'
import type { CommitListener, Unit } from './transaction.ts'

export interface Database {
  readonly engine: Engine
  /** Read-only, for views. Never inside a unit: it does not see what the unit has written. */
  readonly read: Knex
  /** The same for searches and long lists: on SQLite a thread of its own, so that nobody else waits for them. */
  readonly search: Knex
  /** Read-only too, for statements built once. */
  readonly reader: Executor
  /** The gateway for commands: resolves after COMMIT. */
  readonly write: Write
  /** The same without stores, for this folder's own needs and bulk work. */
  transact<T>(unit: Unit<T>): Promise<T>
  /** Called after COMMIT with the logged events. Gives back how to stop. */
  onCommitted(listener: CommitListener): () => void
  /** Committed events numbered above `afterSeq`, in order. */
  readEvents(afterSeq: number, limit: number): Promise<LoggedEvent[]>
  readonly effects: EffectQueue
  /** Names of the migrations done now. Throws `schema-newer`. */
  migrate(): Promise<string[]>
  /** Names of the migrations undone: those of the newest run. */
  rollback(): Promise<string[]>
  /** True when it answers and no migration is missing. */
  isReady(): Promise<boolean>
  /** Writes a consistent copy while others go on. The file must not exist. */
  backup(toFile: string): Promise<void>
  /** Lets queued units finish first. */
  close(): Promise<void>
}

export interface ConnectOptions {
  /** Told what went wrong where nobody waits for an answer: a listener, a checkpoint, an idle connection. */
  readonly onProblem?: (error: unknown) => void
  /** SQLite only: a ceiling on the file, in pages of 4 KiB, less than the disk has. */
  readonly maxPages?: number
}

/** `sqlite:path/to/file` or `postgres://…`. */
export async function connect(databaseUrl: string, options: ConnectOptions = {}): Promise<Database> {
  const settings = { onProblem: rethrow, ...options }
  if (databaseUrl.startsWith('sqlite:')) return openSqlite(sqliteFile(databaseUrl), settings)
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return openPostgres(databaseUrl, settings)
  throw new Error('DATABASE_URL must begin with sqlite: or postgres://')
}

export const sqliteFile = (databaseUrl: string): string => {
  const file = databaseUrl.replace(/^sqlite:(\/\/)?/, '')
  if (file === '' || file === ':memory:') throw new Error('DATABASE_URL=sqlite: needs the path of a file')
  return file
}

/** Unless somebody listens, a problem is a crash, not a silence. */
const rethrow = (error: unknown): void =>
  queueMicrotask(() => {
    throw error
  })
