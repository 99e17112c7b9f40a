/**
 * Writing to PostgreSQL: a queue, and group commit (see postgres-batch.ts). One batch is on its way at a time; units that
 * come meanwhile join the next, so the busier it is, the more of them share a trip and a sync of the disk.
 *
 *   unit ─► queue ─► batch (64 units) ─ COMMIT ─► replies, listeners ─► next batch
 *                      └ a unit wants a row that another of the batch has: it goes first in the next one, and after
 *                        three times runs alone
 *                      └ anything fails: all is undone, and each unit runs alone, with its own error
 *
 * Row locks are PostgreSQL's own, so several servers may write to one database. A batch does not wait for another
 * server's lock for long, because everybody in it would: its units then wait alone.
 */
import type { Pool, PoolClient } from 'pg'
import { advanceCounter } from './counters.ts'
import { borrowed, runAlone } from './postgres-alone.ts'
import { type BatchEnding, runBatch } from './postgres-batch.ts'
import { postgresStatements, primaryKeysQuery, type Statements } from './postgres-statements.ts'
import { refreshStatistics } from './postgres-statistics.ts'
import { StorageError } from './storage-error.ts'
import type { CommitListener, Unit, Writer } from './transaction.ts'

const mostUnits = 64
const mostPutOffs = 3
/** More than these waiting alone, and no new batch begins. */
const mostAlone = 64

interface Job {
  readonly unit: Unit<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  putOffs: number
}

export interface Pools {
  /** One connection, in pipeline mode. */
  readonly batch: Pool
  readonly alone: Pool
}

export interface WriterListeners {
  readonly onCommit: CommitListener
  readonly onProblem: (error: unknown) => void
}

export function postgresWriter(pools: Pools, { onCommit, onProblem }: WriterListeners): Writer {
  let queue: Job[] = []
  let running = false
  let closing: (() => void) | null = null
  let statements: Statements | null = null
  let batchesRun = 0
  let lookAgainAt = 64
  const alone = new Set<Promise<void>>()

  const start = () => {
    if (running) return
    running = true
    // Everything that this turn of the event loop still brings joins the batch.
    setImmediate(() => void batches())
  }

  const batches = async () => {
    while (queue.length > 0) {
      while (alone.size >= mostAlone) await Promise.race(alone)
      await oneBatch(queue.splice(0, mostUnits))
    }
    running = false
    closeIfDone()
  }

  const oneBatch = async (jobs: readonly Job[]) => {
    try {
      const { client, release } = await borrowed(pools.batch)
      const ending = await runOn(client, jobs)
      release()
      settle(jobs, ending)
      batchesRun += 1
      if (batchesRun === lookAgainAt) lookAgain()
    } catch (error) {
      for (const job of jobs) job.reject(error)
    }
  }

  const runOn = async (client: PoolClient, jobs: readonly Job[]): Promise<BatchEnding> => {
    try {
      statements ??= await understood(client)
    } catch {
      // The connection was lost while nobody used it. Each unit will get one of its own, or an error that says why not.
      return { as: 'undone' }
    }
    const units = jobs.map((each) => each.unit)
    return runBatch(client, statements, units)
  }

  const settle = (jobs: readonly Job[], batch: BatchEnding) => {
    if (batch.as === 'undone') {
      for (const job of jobs) runApart(job)
      return
    }
    if (batch.as === 'unknown') {
      const error = new StorageError('storage-failed', 'The connection broke at COMMIT', batch.error)
      for (const job of jobs) job.reject(error)
      return
    }
    const putOff: Job[] = []
    for (const [place, job] of jobs.entries()) {
      const ending = batch.endings[place]
      if (ending?.as === 'done') job.resolve(ending.value)
      else if (ending?.as === 'failed') job.reject(ending.error)
      else if (ending?.as === 'better-alone' || (job.putOffs += 1) >= mostPutOffs) runApart(job)
      else putOff.push(job)
    }
    if (putOff.length > 0) queue = [...putOff, ...queue]
    if (batch.logged.length > 0) onCommit(batch.logged)
  }

  const runApart = (job: Job) =>
    apart(
      runAlone(pools.alone, job.unit).then(({ value, logged }) => {
        job.resolve(value)
        // Units commit on several connections: across calls the order may differ from the numbers of the log.
        if (logged.length > 0) onCommit(logged)
      }, job.reject),
    )

  /** Whenever we have written about as much again as up to then. */
  const lookAgain = () => {
    lookAgainAt *= 2
    apart(refreshStatistics(pools.alone).catch(onProblem))
  }

  const apart = (work: Promise<void>) => {
    const counted = work.finally(() => {
      alone.delete(counted)
      closeIfDone()
    })
    alone.add(counted)
  }

  const closeIfDone = () => {
    if (!running && alone.size === 0) closing?.()
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
          // The value is that of this very unit; the queue only does not know its type.
          resolve: (value) => resolve(value as T),
          reject,
          putOffs: 0,
        })
        start()
      }),
    close: async () => {
      await new Promise<void>((resolve) => {
        closing = resolve
        closeIfDone()
      })
      await Promise.all([pools.batch.end(), pools.alone.end()])
    },
  }
}

async function understood(client: PoolClient): Promise<Statements> {
  const { rows } = await client.query<{ table: string; column: string }>(primaryKeysQuery)
  return postgresStatements(new Map(rows.map((row) => [row.table, row.column])), advanceCounter)
}
