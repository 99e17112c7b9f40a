/** What every table kept by id can do; see commands/kept.ts. */
import type { Kept } from '../../../commands/kept.ts'
import { selectFrom, snakeCase, type Table } from '../columns.ts'
import { type Executor, type Params, type Statement, statement } from '../statement.ts'

export interface KeptStatements<T> {
  readonly table: Table<T>
  readonly key: string
  readonly find: Statement
  readonly insert: Statement
  readonly save: Statement
}

/**
 * `fixed`: what never changes once a row is there. Left out of `save`, because SQLite rewrites every index that holds a
 * column named in SET, changed or not, and some of these are in indexes.
 */
export function keptStatements<T>(
  table: Table<T>,
  key: string & keyof T,
  fixed: readonly (string & keyof T)[] = [],
): KeptStatements<T> {
  const column = snakeCase(key)
  const neverSaved = new Set([key, ...fixed].map(snakeCase))
  return {
    table,
    key,
    find: statement(`${table.name} by ${column}`, (k, p) =>
      selectFrom(k, table)
        .where({ [column]: p(key) })
        .forUpdate(),
    ),
    insert: insertInto(table),
    // The key stays out of SET: SQLite takes naming it for changing it, and looks through every table that refers to
    // this one, all rows where that column has no index (measured 2026-11: a text slower with each one before it).
    save: statement(`${table.name} save`, (k, p) => {
      const saved = Object.entries(table.values(p)).filter(([name]) => !neverSaved.has(name))
      return k(table.name)
        .where({ [column]: p(key) })
        .update(Object.fromEntries(saved))
    }),
  }
}

export const insertInto = <T>(table: Table<T>): Statement =>
  statement(`${table.name} insert`, (k, p) => k(table.name).insert(table.values(p)))

export function kept<T extends object, Key extends keyof T>(
  executor: Executor,
  statements: KeptStatements<T>,
): Kept<T, Key> {
  const { table, key, find, insert, save } = statements
  return {
    find: (id) => first(executor, table, find, { [key]: id }),
    insert: async (record) => {
      await executor.run(insert, paramsOf(record))
    },
    save: async (record) => {
      const changed = await executor.run(save, paramsOf(record))
      if (changed !== 1) throw new Error(`${table.name}: nothing to save under that ${key}`)
    },
  }
}

const paramsOf = (record: object): Params => ({ ...record })

export async function first<T>(
  executor: Executor,
  table: Table<T>,
  statement: Statement,
  params: Params,
): Promise<T | null> {
  const [row] = await executor.all(statement, params)
  return row === undefined ? null : table.decode(row)
}

export const every = async <T>(
  executor: Executor,
  table: Table<T>,
  statement: Statement,
  params: Params,
): Promise<T[]> => (await executor.all(statement, params)).map(table.decode)

/** One text column of every row. */
export const texts = async (
  executor: Executor,
  statement: Statement,
  params: Params,
  column: string,
): Promise<string[]> => (await executor.all(statement, params)).map((row) => text(row, column))

const text = (row: unknown, column: string): string => String(new Map(Object.entries(row ?? {})).get(column))
