/**
 * Statements are built by knex once, when the module loads, and run as prepared statements ever after: building one
 * with knex costs about 100 µs each time, a third of the CPU of a webhook (measured 2026-08).
 *
 *   const byId = statement('contacts by id', (k, p) => k('contacts').where({ id: p('id') }).forUpdate())
 *   await executor.all(byId, { id })
 */
import knex, { type Knex } from 'knex'

export type Engine = 'sqlite' | 'postgres'

/** Named values of one run. Booleans are stored 0/1 and objects as JSON text; `undefined` is a bug and throws. */
export type Params = Readonly<Record<string, unknown>>

/** Stands for a value to come: `p('id')` in a builder. */
export type Placeholder = (name: string) => string

export interface Compiled {
  readonly sql: string
  /** Values of one run, in the order of the placeholders. */
  readonly bind: (params: Params) => unknown[]
  /** The value that is the same in every run, for the placeholder at this place (from 0), else undefined. */
  readonly constantAt: (place: number) => unknown
}

export interface Statement {
  /** Unique; on PostgreSQL the name of the prepared statement. */
  readonly name: string
  readonly on: (engine: Engine) => Compiled
  /** The same built anew, as code without prepared statements does each time: what the benchmarks compare with. */
  readonly anew: (engine: Engine) => Compiled
}

/** Runs statements on one connection, most often inside one transaction. */
export interface Executor {
  readonly engine: Engine
  all(statement: Statement, params: Params): Promise<unknown[]>
  /** Gives the number of rows changed. */
  run(statement: Statement, params: Params): Promise<number>
}

/** `.limit(limitToCome)` takes the value named `limit`. knex wants a whole number there, so one stands for it. */
export const limitToCome = 2_147_400_001

type Build = (k: Knex, p: Placeholder, engine: Engine) => Knex.QueryBuilder | Knex.Raw

// Without a connection these only build.
const builders: Record<Engine, Knex> = {
  sqlite: knex({ client: 'better-sqlite3', useNullAsDefault: true }),
  postgres: knex({ client: 'pg' }),
}

/** PostgreSQL cuts names of prepared statements at 63 bytes: two that differ later would be one. */
const longestName = 63
const mark = '\u0001'
const names = new Set<string>()

export function statement(name: string, build: Build): Statement {
  if (name.length > longestName || names.has(name))
    throw new Error(`Statement name too long or taken: ${name}`)
  names.add(name)
  const compiled = new Map<Engine, Compiled>()
  const anew = (engine: Engine) =>
    compile(
      name,
      build(builders[engine], (each) => mark + each, engine),
    )
  return {
    name,
    on(engine) {
      const known = compiled.get(engine)
      if (known) return known
      const fresh = anew(engine)
      compiled.set(engine, fresh)
      return fresh
    },
    anew,
  }
}

function compile(name: string, query: Knex.QueryBuilder | Knex.Raw): Compiled {
  const { sql, bindings } = query.toSQL().toNative()
  const values = bindings.map((binding) =>
    binding === limitToCome
      ? { name: 'limit' }
      : typeof binding === 'string' && binding.startsWith(mark)
        ? { name: binding.slice(mark.length) }
        : { constant: toStored(binding) },
  )
  return {
    sql,
    bind: (params) =>
      values.map((value) => {
        if ('constant' in value) return value.constant
        const given = params[value.name]
        if (given === undefined) throw new Error(`${name}: no value for ${value.name}`)
        return toStored(given)
      }),
    constantAt: (place) => {
      const value = values[place]
      return value !== undefined && 'constant' in value ? value.constant : undefined
    },
  }
}

function toStored(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value
  // knex would store a Date as a number on one engine and a timestamp on the other.
  if (value instanceof Date) throw new Error('Instants are ISO text, never a Date')
  return JSON.stringify(value)
}
