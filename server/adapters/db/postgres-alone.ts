/**
 * A unit alone in a transaction of its own, rows locked by `find`. A unit only reads and writes its stores, so one that
 * lost a race is simply run again: a serialization failure, a deadlock, or two units that both found nothing and both
 * inserted (the second now finds the first's row).
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import type { LoggedEvent } from '../../domain/records.ts'
import { errorCode, StorageError } from './storage-error.ts'
import type { Transaction, Unit } from './transaction.ts'

const mostTries: Readonly<Record<string, number>> = {
  /** serialization_failure, deadlock_detected */
  '40001': 10,
  '40P01': 10,
  /** unique_violation: a real one is still there the third time, and the caller's to hear about. */
  '23505': 3,
}

export interface Outcome<T> {
  readonly value: T
  readonly logged: readonly LoggedEvent[]
}

export async function runAlone<T>(pool: Pool, unit: Unit<T>): Promise<Outcome<T>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(pool, unit)
    } catch (error) {
      if (tries >= (mostTries[errorCode(error)] ?? 1)) throw storageError(error)
      await pause(Math.random() * 10 * tries)
    }
  }
}

async function once<T>(pool: Pool, unit: Unit<T>): Promise<Outcome<T>> {
  const { client, release } = await borrowed(pool)
  const logged: LoggedEvent[] = []
  let isOpen = true
  const transaction: Transaction = {
    ...executorOn(client, () => isOpen),
    noteLogged: (events) => void logged.push(...events),
  }
  try {
    await client.query('BEGIN')
    const value = await unit(transaction)
    isOpen = false
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
    const answer = await client.query('COMMIT')
    if (answer.command !== 'COMMIT') throw new Error('The unit went on after a statement had failed')
    return { value, logged }
  } catch (error) {
    isOpen = false
    await client.query('ROLLBACK').catch(() => undefined)
    throw release().isLost ? new StorageError('storage-failed', 'The connection was lost', error) : error
  } finally {
    release()
  }
}

const lostClients = new WeakSet<object>()

/**
 * A connection that is lost says so as an event, which would end the process if nobody listened. It may say so at any
 * moment, also between the pool's letting go of it and a borrower's taking hold: so from its first moment to its last.
 */
export const noteLosses = (pool: Pool): void => {
  pool.on('connect', (client) => void client.on('error', () => void lostClients.add(client)))
}

/** A connection for one transaction. One that is lost fails every query that waits for it, and is not given back. */
export async function borrowed(
  pool: Pool,
): Promise<{ client: PoolClient; release: () => { isLost: boolean } }> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new StorageError('storage-failed', 'The database server gave no connection', error)
  })
  let isReleased = false
  return {
    client,
    release: () => {
      const isLost = lostClients.has(client)
      if (!isReleased) {
        isReleased = true
        client.release(isLost)
      }
      return { isLost }
    },
  }
}

/** Statements as named prepared statements of one connection, or of whichever connection the pool gives. */
export function executorOn(client: Pool | PoolClient, isOpen = () => true): Omit<Transaction, 'noteLogged'> {
  const query = (name: string, text: string, values: unknown[]) => {
    if (!isOpen()) throw new Error(`${name}: used outside its transaction`)
    return client.query<Record<string, unknown>>({ name, text, values })
  }
  return {
    engine: 'postgres',
    all: async (statement, params) => {
      const { sql, bind } = statement.on('postgres')
      return (await query(statement.name, sql, bind(params))).rows
    },
    run: async (statement, params) => {
      const { sql, bind } = statement.on('postgres')
      return (await query(statement.name, sql, bind(params))).rowCount ?? 0
    },
  }
}

/** PostgreSQL, appendix A: class 53 insufficient resources, 57 operator intervention, 58 system error, 08 connection. */
const storageError = (error: unknown): unknown => {
  const code = errorCode(error)
  if (code === '53100') return new StorageError('storage-full', 'No room left: the disk is full', error)
  // lock_not_available, query_canceled: waited as long as postgres-database.ts allows.
  if (code === '55P03' || code === '57014')
    return new StorageError('storage-busy', 'Another program holds the database', error)
  return /^(08|53|57P|58|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT)/.test(code)
    ? new StorageError('storage-failed', 'The database server could not be reached or failed', error)
    : error
}
