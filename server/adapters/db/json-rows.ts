/**
 * Many rows in one statement on both engines: one JSON array goes as the only value, and stands in the query as a table.
 *
 *   k.raw(`UPDATE members SET status = given.status FROM ${jsonRows(engine, { id: 'text', status: 'text' })} WHERE …`, [p('rows')])
 */
import type { Engine } from './statement.ts'

type Columns = Readonly<Record<string, 'text' | 'integer'>>

/** A table named `given`; the objects of the array have these keys. */
export const jsonRows = (engine: Engine, columns: Columns): string => {
  const names = Object.keys(columns)
  return engine === 'sqlite'
    ? `(SELECT ${names.map((name) => `json_extract(value, '$.${name}') AS ${name}`).join(', ')} FROM json_each(?)) AS given`
    : `(SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(${names.map((name) => `${name} ${columns[name]}`).join(', ')})) AS given`
}
