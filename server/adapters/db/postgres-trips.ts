/**
 * Sends what several units ask on one connection: all that is sent in one turn shares a trip (the connection is in
 * pipeline mode), and runs of the same statement are one statement. Nothing here waits for anything but the answers.
 */
import type { PoolClient, QueryArrayResult } from 'pg'
import type { Known, Statements } from './postgres-statements.ts'
import { inGroups, type Write } from './write-order.ts'

export interface Read {
  readonly known: Known
  readonly values: readonly unknown[]
  /** Equal for equal values. */
  readonly key: string
}
export type Cells = readonly unknown[]
export interface Answer {
  readonly columns: readonly string[]
  readonly rows: readonly Cells[]
}

export interface Trips {
  /** The answers, in the order of the reads. Equal reads share one. */
  read(reads: readonly Read[]): Promise<Answer[]>
  /** Rejects when an update found no row. */
  write(units: readonly (readonly Write<Known>[])[]): Promise<void>
  /** One statement by itself: its rows, and how many it changed. */
  single(known: Known, values: readonly unknown[]): Promise<Answer & { count: number }>
}

/** An update that was taken to find its row did not. */
export class RowMissing extends Error {
  override readonly name = 'RowMissing'
}

export function tripsOn(client: PoolClient, statements: Statements): Trips {
  const send = (name: string, text: string, values: readonly unknown[]) =>
    client.query<unknown[]>({ name, text, values: [...values], rowMode: 'array' })

  /** PostgreSQL knows the types once it has prepared the statement for one run. */
  const learn = async (known: Known) => {
    const { rows } = await send('types of prepared', typesQuery, [known.name])
    const types = rows[0]?.[0]
    if (Array.isArray(types)) statements.learn(known, types.map(String))
  }

  /** Several runs: as one statement, or one after another while the types are not known. */
  const several = (known: Known, runs: readonly Cells[]): Promise<QueryArrayResult<unknown[]>>[] => {
    if (runs.length > 1 && known.many !== null && known.many !== 'types wanted')
      return [send(known.many.name, known.many.sql, [rowsDocument(runs)])]
    return runs.map((values) => send(known.name, known.written, values))
  }
  const learnAfter = async (known: Known, runs: number) => {
    if (runs > 1 && known.many === 'types wanted') await learn(known)
  }

  return {
    async read(reads) {
      const byStatement = new Map<Known, Map<string, Cells>>()
      for (const { known, key, values } of reads) {
        const runs = byStatement.get(known) ?? new Map<string, Cells>()
        byStatement.set(known, runs.set(key, values))
      }
      const answers = new Map<Known, Map<string, Answer>>()
      await Promise.all(
        [...byStatement].map(async ([known, runs]) => {
          const sent = several(known, [...runs.values()])
          const [results] = await Promise.all([Promise.all(sent), learnAfter(known, runs.size)])
          answers.set(known, answersOf([...runs.keys()], results))
        }),
      )
      return reads.map(({ known, key }) => answers.get(known)?.get(key) ?? none)
    },
    async write(units) {
      await Promise.all(
        inGroups(units).map(async ({ statement: known, runs }) => {
          const sent = several(known, runs)
          const [results] = await Promise.all([Promise.all(sent), learnAfter(known, runs.length)])
          const changed = results.reduce((sum, each) => sum + (each.rowCount ?? 0), 0)
          if (changed !== runs.length)
            throw new RowMissing(`${known.name}: ${changed} of ${runs.length} rows`)
        }),
      )
    },
    async single(known, values) {
      const result = await send(known.name, known.written, values)
      return { ...answerOf(result), count: result.rowCount ?? 0 }
    },
  }
}

const typesQuery = 'SELECT parameter_types::text[] FROM pg_prepared_statements WHERE name = $1'
const none: Answer = { columns: [], rows: [] }

const rowsDocument = (runs: readonly Cells[]): string =>
  JSON.stringify(
    runs.map((values, i) => {
      const row: Record<string, unknown> = { i }
      // JSON would make null of NaN; as text PostgreSQL refuses it where a number should be, as it does in one run.
      for (const [place, value] of values.entries())
        row[`p${place + 1}`] = typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
      return row
    }),
  )

const answerOf = (result: QueryArrayResult<unknown[]>): Answer => ({
  columns: result.fields.map((each) => each.name),
  rows: result.rows,
})

/** One result per key, or one for all of them with the place of the key in front of each row. */
function answersOf(
  keys: readonly string[],
  results: readonly QueryArrayResult<unknown[]>[],
): Map<string, Answer> {
  const [first] = results
  if (results.length === keys.length)
    return new Map(results.map((result, place) => [keys[place] ?? '', answerOf(result)]))
  const columns = first?.fields.slice(1).map((each) => each.name) ?? []
  const rows = keys.map((): Cells[] => [])
  for (const [place, ...cells] of first?.rows ?? []) rows[Number(place)]?.push(cells)
  return new Map(keys.map((key, place) => [key, { columns, rows: rows[place] ?? [] }]))
}
