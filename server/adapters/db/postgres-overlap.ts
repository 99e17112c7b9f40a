/**
 * Whether a unit that reads could meet what it has itself written and not yet sent. When in doubt, yes: then its writes
 * are sent first. Only what the SQL itself rules out is a no: another table; another primary key; a new row with a
 * value that the read does not want, as a conversation just opened is not among those that have ended.
 */
import type { Known } from './postgres-statements.ts'
import type { Write } from './write-order.ts'

/** `"column" = $n` (as the place of its value, from 0), `"column" is null`, `"column" is not null`. */
export interface Condition {
  readonly column: string
  readonly wants: number | 'null' | 'a value'
}

/** Of a read of one table: the conditions that are understood, each of which every row it gives fulfils. */
export function conditionsOf(sql: string): Condition[] {
  const where = /^[^']+ where (.+?)(?: order by .+)?(?: limit .+)?(?: for update.*)?$/.exec(sql)?.[1]
  if (where === undefined || /\bor\b|\bnot\b(?! null)|[()']/.test(where)) return []
  return where.split(' and ').flatMap((each): Condition[] => {
    const [, column, place, not] = /^(?:"\w+"\.)?"(\w+)" (?:= \$(\d+)|is (not )?null)$/.exec(each) ?? []
    if (column === undefined) return []
    if (place !== undefined) return [{ column, wants: Number(place) - 1 }]
    return [{ column, wants: not === undefined ? 'null' : 'a value' }]
  })
}

export function mayMeet(read: Known, values: readonly unknown[], write: Write<Known>): boolean {
  if (read.tables !== 'unknown' && !read.tables.includes(write.statement.table)) return false
  return !read.conditions.some(({ column, wants }) => {
    const place = write.statement.fixed.indexOf(column)
    const written = write.values[place]
    if (written === undefined) return false
    if (wants === 'null') return written !== null
    if (wants === 'a value') return written === null
    if (written === null) return true
    const [one, other] = [asText(written), asText(values[wants])]
    return one !== null && other !== null && one !== other
  })
}

/** PostgreSQL takes 7 for '7'; of anything else it is not known what it would take it for. */
const asText = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null
