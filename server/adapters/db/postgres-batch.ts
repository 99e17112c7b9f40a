/**
 * Several units in one transaction on one connection, in step: each runs until it asks the database something, then the
 * questions of all go in one trip. Writes are kept back and go in one trip at the end, events are numbered in that trip
 * and written in the next, together with COMMIT. So a batch of texts costs four trips and one sync of the disk, however
 * many there are.
 *
 *   unit 1  ask ─────┐           ask ─┐           write, write, return
 *   unit 2  ask ─────┤           ask ─┤           write, return
 *   unit 3  ask ─────┴─ trip ─►  ask ─┴─ trip ─►  return ───────────── writes ─ trip ─► events, COMMIT ─ trip ─►
 *
 * It must look to every unit as a transaction of its own:
 * - A row that one unit has locked is not for another: the other is put off, and runs again in a later batch. So is one
 *   that asks to lock the same thing that is not there yet (the second text of a new number).
 * - A unit that reads where it has itself written waits until the others have finished. Then all that is finished and its
 *   own writes are sent, and it goes on by itself. Nobody sees half of another unit's work.
 * - An update is taken to find its row. If one did not, or anything else goes wrong once something of a unit is in the
 *   transaction, all of it is undone, and the units are run alone, where each gets its own error.
 */
import type { PoolClient } from 'pg'
import type { LoggedEvent } from '../../domain/records.ts'
import { writeEvents } from './event-log.ts'
import { mayMeet } from './postgres-overlap.ts'
import type { Known, Statements } from './postgres-statements.ts'
import { type Answer, tripsOn } from './postgres-trips.ts'
import type { Executor, Params, Statement } from './statement.ts'
import { errorCode } from './storage-error.ts'
import type { Appended, Transaction, Unit } from './transaction.ts'
import type { Write } from './write-order.ts'

/** How a unit came out of it. 'put-off' and 'better-alone': it has done nothing, and should run again. */
export type Ending =
  | { readonly as: 'done'; readonly value: unknown }
  | { readonly as: 'failed'; readonly error: unknown }
  | { readonly as: 'put-off' }
  | { readonly as: 'better-alone' }

export type BatchEnding =
  /** One ending per unit, and what was logged, in the order of the log. */
  | { readonly as: 'committed'; readonly endings: readonly Ending[]; readonly logged: readonly LoggedEvent[] }
  | { readonly as: 'undone' }
  /** The connection broke while COMMIT was on its way: nobody can tell. */
  | { readonly as: 'unknown'; readonly error: unknown }

interface Seat {
  ending: Ending | null
  writes: Write<Known>[]
  appended: Appended[]
  /** Something of it is in the transaction and could not be taken back by itself. */
  hasSent: boolean
}
interface Ask {
  readonly seat: Seat
  readonly known: Known
  readonly values: readonly unknown[]
  readonly key: string
  readonly resolve: (answer: Answer & { count: number }) => void
  readonly reject: (error: Error) => void
}

/** Ends a unit that was put off at its next statement; the writer knows, whatever the unit makes of it. */
class PutOff extends Error {
  override readonly name = 'PutOff'
}

export async function runBatch(
  client: PoolClient,
  statements: Statements,
  units: readonly Unit<unknown>[],
): Promise<BatchEnding> {
  const trips = tripsOn(client, statements)
  const seats: readonly Seat[] = units.map(() => ({
    ending: null,
    writes: [],
    appended: [],
    hasSent: false,
  }))
  /** In the order in which their units returned. */
  const finished: Seat[] = []
  const holders = new Map<string, Seat>()
  let asks: Ask[] = []
  /** The unit that goes on by itself: part of its work is sent, so the others wait until it has ended. */
  let alone: Seat | null = null
  let running = seats.length
  let mustUndo: { readonly why: unknown } | null = null
  let wake: (() => void) | null = null

  const end = (seat: Seat, ending: Ending) => {
    if (seat.ending) return
    seat.ending = ending
    running -= 1
    if (ending.as === 'done') finished.push(seat)
    else if (seat.hasSent) mustUndo = { why: ending.as === 'failed' ? ending.error : ending.as }
    const left = asks.filter((each) => each.seat === seat)
    asks = asks.filter((each) => each.seat !== seat)
    for (const ask of left) ask.reject(new PutOff('The unit is run again later'))
    wake?.()
  }

  /** False when another unit has it: then this one is put off. */
  const claim = (seat: Seat, what: string): boolean => {
    const holder = holders.get(what)
    if (holder && holder !== seat && (holder.ending === null || holder.ending.as === 'done')) {
      end(seat, { as: 'put-off' })
      return false
    }
    holders.set(what, seat)
    return true
  }

  const transactionOf = (seat: Seat): Transaction => {
    const prepared = (statement: Statement, params: Params) => {
      if (seat.ending) throw new Error(`${statement.name}: used outside its transaction`)
      const known = statements.of(statement)
      return { known, values: known.bind(params) }
    }
    const ask = (known: Known, values: readonly unknown[]) =>
      new Promise<Answer & { count: number }>((resolve, reject) => {
        asks.push({ seat, known, values, key: JSON.stringify(values), resolve, reject })
        wake?.()
      })
    return {
      engine: 'postgres',
      all: async (statement, params) => {
        const { known, values } = prepared(statement, params)
        return asRecords(await ask(known, values))
      },
      run: async (statement, params) => {
        const { known, values } = prepared(statement, params)
        if (known.does !== 'insert' && known.does !== 'update') return (await ask(known, values)).count
        const row = known.keyAt === null ? null : rowName(known, values)
        if (row !== null && !claim(seat, row)) throw new PutOff('The unit is run again later')
        seat.writes.push({ statement: known, row, values })
        return 1
      },
      noteLogged: () => {
        throw new Error('Events of a batch are written by appendAtCommit')
      },
      appendAtCommit: (appended) => void seat.appended.push(appended),
    }
  }

  const start = async (seat: Seat, unit: Unit<unknown>) => {
    try {
      const value = await unit(transactionOf(seat))
      end(seat, { as: 'done', value })
    } catch (error) {
      end(seat, { as: 'failed', error })
    }
  }

  const isFree = ({ seat, known, values }: Ask) => !seat.writes.some((each) => mayMeet(known, values, each))

  /** What can be sent now; null when there is nothing yet. */
  const nextWave = (): { flushed: readonly Seat[]; wave: Ask[] } | null => {
    for (const ask of asks) if (isForOneAlone(ask)) end(ask.seat, { as: 'better-alone' })
    const free = asks.filter(isFree)
    if (free.length > 0) return { flushed: [], wave: free }
    const blocked = new Set(asks.map((each) => each.seat))
    const seat = alone && !alone.ending ? alone : asks[0]?.seat
    if (!seat || blocked.size < running) return null
    alone = seat
    return { flushed: [...finished, seat], wave: asks.filter((each) => each.seat === seat) }
  }

  const send = async (
    { flushed, wave }: { flushed: readonly Seat[]; wave: Ask[] },
    begun: Promise<unknown>,
  ) => {
    for (const { seat, known, key } of wave)
      if (locks(known) && !seat.ending) claim(seat, `${known.name} ${key}`)
    const sent = wave.filter(({ seat }) => !seat.ending)
    asks = asks.filter((each) => !wave.includes(each))
    if (sent.length === 0) return
    const reads = sent.filter(({ known }) => known.does === 'read')
    const numbers = sent.filter(({ known }) => known.does === 'number')
    const writes = flushed.map(taken)
    for (const seat of flushed) seat.hasSent = true
    for (const { seat } of numbers) seat.hasSent = true
    const [, , answers, counted] = await Promise.all([
      begun,
      trips.write(writes),
      trips.read(reads),
      Promise.all(numbers.map(({ known, values }) => trips.single(known, values))),
    ])
    for (const [index, { seat, known, resolve, reject }] of reads.entries()) {
      const answer = answers[index] ?? nothing
      if (isHeld(seat, known, answer)) resolve({ ...answer, count: answer.rows.length })
      else reject(new PutOff('The unit is run again later'))
    }
    for (const [index, { resolve }] of numbers.entries()) resolve(counted[index] ?? { ...nothing, count: 0 })
  }

  const isHeld = (seat: Seat, known: Known, { rows }: Answer): boolean =>
    !seat.ending && (!locks(known) || rows.every((cells) => claim(seat, rowName(known, cells))))

  const conclude = async (): Promise<BatchEnding> => {
    const writes = finished.map(taken)
    const last: Write<Known>[] = []
    let isSent = false
    const sendWrites = async () => {
      isSent = true
      await trips.write(writes)
    }
    const executor: Executor = {
      engine: 'postgres',
      all: async (statement, params) => {
        const known = statements.of(statement)
        const [, answer] = await Promise.all([sendWrites(), trips.single(known, known.bind(params))])
        return asRecords(answer)
      },
      run: async (statement, params) => {
        const known = statements.of(statement)
        return last.push({ statement: known, row: null, values: known.bind(params) })
      },
    }
    const logged = await writeEvents(
      executor,
      finished.flatMap((each) => each.appended),
    )
    if (!isSent) await sendWrites()
    const [written, committed] = await Promise.allSettled([trips.write([last]), client.query('COMMIT')])
    if (committed.status === 'rejected') {
      if (isRefusal(committed.reason)) throw asError(committed.reason)
      return { as: 'unknown', error: committed.reason }
    }
    if (written.status === 'rejected') throw asError(written.reason)
    return { as: 'committed', endings: seats.map((each) => each.ending ?? { as: 'put-off' }), logged }
  }

  const begun = client.query('BEGIN')
  begun.catch(() => undefined)
  try {
    for (const [place, unit] of units.entries()) {
      const seat = seats[place]
      if (seat) void start(seat, unit)
    }
    while (running > 0) {
      await everyoneIsWaiting()
      const next = nextWave()
      if (next) await send(next, begun)
      else if (running > 0)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      if (mustUndo) throw new Error('A unit that had written could not go on')
    }
    await begun
    return await conclude()
  } catch {
    for (const seat of seats) end(seat, { as: 'put-off' })
    await client.query('ROLLBACK').catch(() => undefined)
    return { as: 'undone' }
  }
}

/** A statement that is not understood, or a look at the log by a unit whose events are not in it yet. */
const isForOneAlone = ({ seat, known: { does, tables } }: Ask): boolean =>
  does === 'other' ||
  (seat.appended.length > 0 &&
    (tables === 'unknown' || tables.some((each) => each === 'event_log' || each === 'effects')))

const nothing: Answer = { columns: [], rows: [] }
/** A read gives keys only of what it locks. */
const locks = ({ does, keyAt }: Known): boolean => does === 'read' && keyAt !== null
const rowName = ({ table, keyAt }: Known, cells: readonly unknown[]): string =>
  `row of ${table} ${String(cells[keyAt ?? -1])}`

/** What a seat has kept back, which it then has no more. */
function taken(seat: Seat): Write<Known>[] {
  const { writes } = seat
  seat.writes = []
  return writes
}

/** Called when no unit can go on without an answer: node empties the queue of promises before it comes to ticks. */
const everyoneIsWaiting = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

function asRecords({ columns, rows }: Answer): Record<string, unknown>[] {
  const empty: Record<string, unknown> = {}
  for (const column of columns) empty[column] = null
  return rows.map((cells) => {
    const record = { ...empty }
    for (const [place, column] of columns.entries()) record[column] = cells[place]
    return record
  })
}

/**
 * PostgreSQL itself said no to COMMIT: a deferred constraint, a lock, a transaction that had failed. Not so when the
 * connection or the server went (classes 08, 57, 58, XX, and the codes of node, which begin with E).
 */
const isRefusal = (error: unknown): boolean => /^(?!08|57|58|XX|E)[0-9A-Z]{5}$/.test(errorCode(error))

const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error('Rejected without an error', { cause: reason })
