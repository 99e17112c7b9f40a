/**
 * What a statement does, read off its SQL, and the same statement for many runs in one: the values of all runs go as one
 * JSON array, whose elements stand beside the table as rows named `asked`.
 *
 *   select … where "id" = $1 for update   ─►  select asked.i, found.* from <rows> as asked, lateral (select …
 *                                              where "id" = asked.p1 for update) as found
 *   insert into "t" (…) values ($1, $2)   ─►  insert into "t" (…) select p1, p2 from <rows> as asked
 *   update "t" set "a" = $1 where "id" = $2  ─►  update "t" set "a" = asked.p1 from <rows> as asked where "id" = asked.p2
 *
 * Only forms that are understood here are merged; whatever else somebody writes is 'other', and runs by itself.
 */
import { type Condition, conditionsOf } from './postgres-overlap.ts'
import type { Statement } from './statement.ts'

export interface Known {
  readonly name: string
  /** As it is prepared for one run, and the same with fixed limits written out. */
  readonly written: string
  readonly sql: string
  readonly bind: (params: Readonly<Record<string, unknown>>) => unknown[]
  /** 'insert': one row. 'update': by primary key, so one row or none. 'number': writes, and gives a row. */
  readonly does: 'read' | 'insert' | 'update' | 'number' | 'other'
  /** The table that is written, or that a read begins with; and all that a read names. */
  readonly table: string
  readonly tables: readonly string[] | 'unknown'
  /** A read of one table: what it asks of a row. */
  readonly conditions: readonly Condition[]
  /** A read FOR UPDATE: where in each row the primary key stands. An update: where among the values. */
  readonly keyAt: number | null
  /**
   * A write, for each of its values: the column whose value it is before and after, or ''. All columns of an insert; of
   * an update the key alone, since its row was another before.
   */
  readonly fixed: readonly string[]
  /** The same for many runs, once the types of the values are known; null where it cannot be. */
  many: Many | null | 'types wanted'
}
export interface Many {
  readonly name: string
  readonly sql: string
}
export interface Statements {
  of(statement: Statement): Known
  /** Tells the types that PostgreSQL gave to the values of the prepared statement. */
  learn(known: Known, types: readonly string[]): void
}

/** For tables whose primary key is one column. */
export const primaryKeysQuery = `
  SELECT c.relname AS "table", a.attname AS "column"
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
  WHERE i.indisprimary AND i.indnatts = 1 AND pg_table_is_visible(c.oid)`

/** PostgreSQL cuts longer names, and two could become one. */
const longestName = 63

/** `keys`: table → column of its primary key. `numbering`: the statement that writes and gives a row. */
export function postgresStatements(keys: ReadonlyMap<string, string>, numbering: Statement): Statements {
  const understood = new Map<Statement, Known>()
  return {
    of(statement) {
      const before = understood.get(statement)
      if (before) return before
      const fresh = understand(statement, keys, statement === numbering)
      understood.set(statement, fresh)
      return fresh
    },
    learn(known, types) {
      if (known.many === 'types wanted') known.many = manyOf(known, types)
    },
  }
}

const insertForm = /^insert into "(\w+)" \(([^()]+)\) values \(\$\d+(?:, \$\d+)*\)$/
const updateForm = /^update "(\w+)" set (.+) where (.+)$/
const selectForm = /^select ([^()]+) from "(\w+)"/
/** What an update by primary key may not hold: more rows than one, or a second table. */
const notPlain = /\b(?:or|select|from|returning)\b|'/

function understand(statement: Statement, keys: ReadonlyMap<string, string>, isNumbering: boolean): Known {
  const { sql: written, bind, constantAt } = statement.on('postgres')
  // LIMIT takes no column of another row, so a limit that is always the same is written out.
  const sql = written.replace(/ limit \$(\d+)/g, (whole, place: string) => {
    const constant = constantAt(Number(place) - 1)
    return typeof constant === 'number' ? ` limit ${constant}` : whole
  })
  const tables = [...new Set(matches(sql, /\b(?:from|join|into|update) "(\w+)"/g))]
  const [table = ''] = tables
  const key = keys.get(table)
  const known = {
    name: statement.name,
    written,
    sql,
    bind,
    table,
    tables,
    conditions: [],
    keyAt: null,
    fixed: [],
  }
  const other = { ...known, does: 'other', many: null } as const
  if (isNumbering) return { ...known, does: 'number', many: null }
  const insert = insertForm.exec(sql)
  if (insert)
    return { ...known, does: 'insert', fixed: matches(insert[2] ?? '', /"(\w+)"/g), many: 'types wanted' }
  const update = updateForm.exec(sql)
  if (update) {
    const places = (update[3] ?? '').split(' and ').map((each) => /^"(\w+)" = \$(\d+)$/.exec(each))
    const byKey = places.find((each) => each?.[1] === key)
    if (!byKey || notPlain.test(sql)) return other
    const keyAt = Number(byKey[2]) - 1
    const fixed = Array.from({ length: keyAt + 1 }, (_, place) => (place === keyAt ? (byKey[1] ?? '') : ''))
    return { ...known, does: 'update', keyAt, fixed, many: 'types wanted' }
  }
  if (!sql.startsWith('select ')) return other
  const read = {
    ...known,
    does: 'read',
    // A table named without quotes was written by hand, and nothing is known of it.
    tables: /\b(?:from|join) [^"]/.test(sql) ? 'unknown' : tables,
    conditions: tables.length === 1 ? conditionsOf(sql) : [],
    many: sql.includes(' limit $') || sql.includes("'") ? null : 'types wanted',
  } as const
  if (!sql.includes(' for update')) return read
  const columns = (selectForm.exec(sql)?.[1] ?? '').split(', ')
  const keyAt = columns.findIndex((each) => each.split(' as ')[0] === `"${table}"."${key}"`)
  return tables.length === 1 && keyAt !== -1 ? { ...read, keyAt } : other
}

const matches = (text: string, form: RegExp): string[] =>
  [...text.matchAll(form)].map((each) => each[1] ?? '')

function manyOf({ name, sql, does }: Known, types: readonly string[]): Many | null {
  // A JSON document has no bytes.
  if (`${name} many`.length > longestName || types.length === 0 || types.includes('bytea')) return null
  const columns = types.map((type, place) => `p${place + 1} ${type}`).join(', ')
  const rows = `json_to_recordset($1::json) as asked(i int, ${columns})`
  const withRows = (text: string) => text.replace(/\$(\d+)/g, 'asked.p$1')
  return { name: `${name} many`, sql: merged[does](withRows(sql), rows) }
}

const merged: Record<Known['does'], (sql: string, rows: string) => string> = {
  read: (sql, rows) => `select asked.i, found.* from ${rows}, lateral (${sql}) as found`,
  insert: (sql, rows) => `${sql.replace(/ values \((.+)\)$/, ' select $1')} from ${rows}`,
  update: (sql, rows) =>
    sql.replace(/^(.+) where /, (_whole, change: string) => `${change} from ${rows} where `),
  number: (sql) => sql,
  other: (sql) => sql,
}
