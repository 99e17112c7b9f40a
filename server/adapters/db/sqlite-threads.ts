/**
 * A reading knex whose connections live in threads of their own. SQLite answers in the thread that asks: a word found in a
 * hundred thousand titles would stop the event loop, and with it every ringing telephone, for as long as it takes.
 *
 * A question costs some 50 µs more than in our own thread, so only lists and searches are asked here.
 */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import knex, { type Knex } from 'knex'

/** A search that others wait for is worth a second thread; more would take the cores from the calls. */
const mostThreads = 2
const idleMs = 5 * 60_000

// Plain JavaScript as text: the same under tsx and built, and there is nothing in it to type.
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
const db = new Database(workerData.file, { readonly: true, timeout: 5000 })
db.pragma('cache_size = -' + workerData.cacheKib)
const known = new Map()
const prepared = (sql) => {
  const before = known.get(sql)
  if (before) return before
  if (known.size >= 200) known.clear()
  const fresh = db.prepare(sql)
  known.set(sql, fresh)
  return fresh
}
parentPort.on('message', (question) => {
  if (question === 'close') { db.close(); parentPort.close(); return }
  const { id, sql, bindings } = question
  try { parentPort.postMessage({ id, rows: prepared(sql).all(bindings) }) }
  catch (error) { parentPort.postMessage({ id, error: { message: error.message, code: error.code } }) }
})`

interface Answer {
  id: number
  rows?: unknown[]
  error?: { message: string; code?: string }
}

/** What knex asks of a connection to better-sqlite3, answered by a thread; it awaits what `all` gives. */
class ThreadConnection {
  /** knex lets go of a connection that carries this. */
  __knex__disposed: Error | undefined
  readonly #worker: Worker
  readonly #waiting = new Map<
    number,
    { resolve: (rows: unknown[]) => void; reject: (error: Error) => void }
  >()
  #asked = 0

  constructor(file: string, cacheKib: number) {
    const driver = createRequire(import.meta.url).resolve('better-sqlite3')
    this.#worker = new Worker(program, { eval: true, execArgv: [], workerData: { driver, file, cacheKib } })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answer) => this.#settle(answer))
    this.#worker.on('error', (error) => this.#lose(error))
    this.#worker.on('exit', () => this.#lose(new Error('The reading thread has ended')))
  }

  prepare(sql: string) {
    return {
      reader: true,
      all: (bindings: readonly unknown[]) =>
        new Promise<unknown[]>((resolve, reject) => {
          if (this.__knex__disposed) return reject(this.__knex__disposed)
          const id = (this.#asked += 1)
          this.#waiting.set(id, { resolve, reject })
          // Whoever waits for an answer keeps the process alive, as with a socket.
          this.#worker.ref()
          this.#worker.postMessage({ id, sql, bindings })
        }),
    }
  }

  async close(): Promise<void> {
    if (this.__knex__disposed) return
    const gone = new Promise((resolve) => this.#worker.once('exit', resolve))
    this.#worker.ref()
    this.#worker.postMessage('close')
    await gone
  }

  #settle({ id, rows, error }: Answer): void {
    const asked = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (error) asked?.reject(Object.assign(new Error(error.message), { code: error.code }))
    else asked?.resolve(rows ?? [])
  }

  #lose(error: Error): void {
    this.__knex__disposed = error
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

/** Read-only; `close` it with `destroy()`. */
export function readersInThreads(file: string, cacheKib: number): Knex {
  const read = knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: { min: 0, max: mostThreads, idleTimeoutMillis: idleMs },
  })
  // The rest of knex's client, which builds and formats, is used as it is.
  Object.assign(read.client, { acquireRawConnection: async () => new ThreadConnection(file, cacheKib) })
  return read
}
