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
export async function cappedCount(read: Knex, query: Knex.QueryBuilder): Promise<string> {
  const row: unknown = await read
    .from(
      query
        .clone()
        .clearSelect()
        .clearOrder()
        .select(read.raw('1 as one'))
        .limit(countCap + 1)
        .as('capped'),
    )
    .count({ n: '*' })
    .first()
  const n = typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : 0
  return n > countCap ? `${countCap}+` : String(n)
}

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
