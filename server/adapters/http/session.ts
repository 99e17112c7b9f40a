import { createHash } from 'node:crypto'
import type { RequestHandler } from 'express'
import session, { type SessionData, Store } from 'express-session'
import type { Clock } from '../../commands/ports.ts'

declare module 'express-session' {
  interface SessionData {
    /** Who signed in; nothing else is kept in a session. */
    personId: string
  }
}

/** The `sessions` table as the store needs it; ids arrive hashed. */
export interface SessionRows {
  find(id: string): Promise<{ data: string; expiresAt: string } | null>
  save(row: { id: string; personId: string | null; data: string; expiresAt: string }): Promise<void>
  remove(id: string): Promise<void>
}

/** A working day and then some; the cookie and the row end together. */
export const sessionMs = 12 * 60 * 60 * 1000

/** Only a hash of the cookie's id is kept: a copy of the database signs nobody in. */
export const rowId = (sid: string) => createHash('sha256').update(sid).digest('base64url')

const parse = (data: string): SessionData => JSON.parse(data) as SessionData

/** express-session's store on our own table, so that a session outlives a restart on both databases. */
export class TableSessionStore extends Store {
  readonly #rows: SessionRows
  readonly #clock: Clock

  constructor(rows: SessionRows, clock: Clock) {
    super()
    this.#rows = rows
    this.#clock = clock
  }

  override get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.#rows
      .find(rowId(sid))
      .then(
        (row) => callback(null, row && row.expiresAt > this.#clock.now() ? parse(row.data) : null),
        callback,
      )
  }

  override set(sid: string, data: SessionData, callback?: (error?: unknown) => void): void {
    const expiresAt = new Date(Date.parse(this.#clock.now()) + sessionMs).toISOString()
    this.#rows
      .save({ id: rowId(sid), personId: data.personId ?? null, data: JSON.stringify(data), expiresAt })
      .then(
        () => callback?.(),
        (error: unknown) => callback?.(error),
      )
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    this.#rows.remove(rowId(sid)).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    )
  }
}

/** One session for requests and sockets. Nobody gets a cookie before signing in. */
export const createSession = (options: {
  rows: SessionRows
  clock: Clock
  secret: string
  isHttps: boolean
}): RequestHandler => {
  const handle = session({
    name: options.isHttps ? '__Host-branchline' : 'branchline',
    secret: options.secret,
    store: new TableSessionStore(options.rows, options.clock),
    resave: false,
    saveUninitialized: false,
    proxy: options.isHttps,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: options.isHttps,
      path: '/',
      maxAge: sessionMs,
    },
  })
  return (req, res, next) => {
    // TLS ends in front of us and PUBLIC_URL says that it does. A proxy that forgets to repeat it in a header would
    // otherwise make signing in fail without a word.
    if (options.isHttps) req.headers['x-forwarded-proto'] = 'https'
    handle(req, res, next)
  }
}
