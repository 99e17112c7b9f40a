/** Keyset pages: a cursor names the last row seen, so that a page costs the same however deep it is. */
import type { Knex } from 'knex'

export const pageSize = 50
/** Counts stop here: "1000+". */
const countCap = 1000

export const writeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

/** The parts of a cursor of this many parts, or null for nonsense: the list then starts at its beginning. */
export function readCursor(cursor: string | null, length: number): string[] | null {
  if (cursor === null) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parts) && parts.length === length && parts.every((p) => typeof p === 'string')
      ? parts
      : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** How many rows a query has, in words, without counting past the cap. */
export const cappedCount = async (read: Knex, query: Knex.QueryBuilder): Promise<string> =>
  capped(await countTo(read, query, countCap + 1))

/** Whether a query has so many rows, without counting further. */
export const atLeast = async (read: Knex, query: Knex.QueryBuilder, rows: number): Promise<boolean> =>
  (await countTo(read, query, rows)) >= rows

async function countTo(read: Knex, query: Knex.QueryBuilder, most: number): Promise<number> {
  const row: unknown = await read
    .from(query.clone().clearSelect().clearOrder().select(read.raw('1 as one')).limit(most).as('capped'))
    .count({ n: '*' })
    .first()
  return typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : 0
}

/** Cases found in another way than by a question, and whether these are all. */
type AlsoFound = (most: number) => Promise<{ ids: readonly string[]; isAll: boolean }>

/** `isCommon`: so much matches that the newest are walked along, thousands for each page of them; "100+" says enough. */
interface Counted {
  query: Knex.QueryBuilder
  isCommon: boolean
}
const commonCap = 100

/** The same for cases that any of these questions finds; one that several find counts once. "87+" is at least 87. */
export async function cappedCountOf(
  read: Knex,
  questions: readonly Counted[],
  also: AlsoFound,
): Promise<string> {
  const [only] = questions
  const { ids, isAll } = await also(countCap + 1)
  if (only !== undefined && !only.isCommon && questions.length === 1 && ids.length === 0)
    return cappedCount(read, only.query)
  const found = await Promise.all(
    questions.map(async ({ query, isCommon }) => {
      const cap = isCommon ? commonCap : countCap
      const rows: { id: string }[] = await query
        .clearSelect()
        .select('cases.id')
        .limit(cap + 1)
      return { rows: isCommon ? rows.slice(0, cap) : rows, isAll: !isCommon || rows.length <= cap }
    }),
  )
  const all = new Set([...found.flatMap(({ rows }) => rows.map(({ id }) => id)), ...ids])
  const isWhole = isAll && found.every((each) => each.isAll)
  return isWhole || all.size > countCap ? capped(all.size) : `${all.size}+`
}

const capped = (n: number): string => (n > countCap ? `${countCap}+` : String(n))

/** The page of these rows, of which one more than the page was asked for. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  items: readonly Item[],
  cursorOf: (row: Row) => string,
): { items: Item[]; nextCursor: string | null } => {
  const last = rows[pageSize - 1]
  return {
    items: items.slice(0, pageSize),
    nextCursor: rows.length > pageSize && last !== undefined ? cursorOf(last) : null,
  }
}
