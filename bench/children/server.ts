/**
 * The servers under load.
 *   c1      Express with the form parser and Twilio's own signature check, which keeps nothing: the reference
 *   knex    the same, with our command in one knex.transaction per webhook and its queries built each time: as most
 *           would write it
 *   router  our webhooks and database, nothing else of the server
 *   app     the whole server as it is run
 */
import { createServer, type RequestListener, type Server } from 'node:http'
import express from 'express'
import knex, { type Knex } from 'knex'
import twilio from 'twilio'
import { z } from 'zod'
import { connect, type Database, sqliteFile } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { lines, queues } from '../../server/adapters/db/seed/lines.ts'
import { people } from '../../server/adapters/db/seed/people.ts'
import type { Params, Statement } from '../../server/adapters/db/statement.ts'
import { storesOf } from '../../server/adapters/db/stores/all.ts'
import { systemClock } from '../../server/adapters/system/clock.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { createLog } from '../../server/adapters/system/log.ts'
import { twilioRouter } from '../../server/adapters/twilio/webhook-router.ts'
import { createApp } from '../../server/app.ts'
import type { Write } from '../../server/commands/ports.ts'
import { receiveText } from '../../server/commands/receive-text.ts'
import { readConfig, simulatorCredentials } from '../../server/config.ts'
import { serve } from '../support/serve.ts'
import { publicUrl } from '../support/webhook-form.ts'

type Store = (form: Record<string, string>) => Promise<void>

const expressServer = (store: Store | null): RequestListener => {
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.post('/twilio/sms', async (req, res) => {
    const signature = req.headers['x-twilio-signature']
    const url = publicUrl + req.originalUrl
    if (
      typeof signature !== 'string' ||
      !twilio.validateRequest(simulatorCredentials.TWILIO_AUTH_TOKEN, signature, url, req.body)
    ) {
      res.status(403).end()
      return
    }
    await store?.(req.body)
    res.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response></Response>')
  })
  return app
}

/** Our command on our tables, each query built by knex each time. */
const knexStore = (file: string): Store => {
  const db = knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: { pragma(text: string): void }, done: (error: Error | null) => void) => {
        connection.pragma('journal_mode = WAL')
        connection.pragma('synchronous = FULL')
        connection.pragma('foreign_keys = ON')
        done(null)
      },
    },
  })
  const built = (trx: Knex.Transaction, statement: Statement, params: Params) => {
    const { sql, bind } = statement.anew('sqlite')
    return trx.raw<unknown>(sql, bind(params).map(toBinding))
  }
  const ids = createIds()
  return ({ MessageSid = '', From = '', To = '', Body = '' }) =>
    db.transaction(async (trx) => {
      const stores = storesOf({
        engine: 'sqlite',
        all: async (statement, params) => z.array(z.unknown()).parse(await built(trx, statement, params)),
        run: async (statement, params) =>
          z.object({ changes: z.number() }).parse(await built(trx, statement, params)).changes,
        noteLogged: () => undefined,
      })
      const env = { now: systemClock.now(), ids, actor: 'twilio' }
      await receiveText(stores, env, { messageSid: MessageSid, from: From, to: To, body: Body, media: [] })
    })
}
const toBinding = (value: unknown): string | number | Buffer | null =>
  typeof value === 'string' || typeof value === 'number' || Buffer.isBuffer(value) ? value : null

const seeded = async (databaseUrl: string): Promise<Database> => {
  const database = await connect(databaseUrl)
  await database.migrate()
  await seedDemo(database, { now: systemClock.now(), alwaysOpen: true })
  return database
}

const routerServer = (write: Write): RequestListener => {
  const webhooks = twilioRouter({
    publicUrl,
    authTokens: [simulatorCredentials.TWILIO_AUTH_TOKEN],
    write,
    clock: systemClock,
    ids: createIds(),
    log: createLog('warn'),
    meter: { answered: () => undefined, signatureRefused: () => undefined },
  })
  return (req, res) => webhooks(req, res, () => res.writeHead(404).end())
}

const wholeApp = async (databaseUrl: string): Promise<number> => {
  const read = readConfig({
    ...simulatorCredentials,
    PORT: '0',
    PUBLIC_URL: publicUrl,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a secret only for measuring, long enough',
    // Nothing listens there: nothing that is measured telephones anybody.
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
    TWILIO_VOICE_SIGNALLING_URL: 'ws://127.0.0.1:9',
    LOG_LEVEL: 'fatal',
    DEMO: '1',
  })
  if ('problems' in read) throw new Error(read.problems.join('; '))
  const app = await createApp({
    config: read.config,
    clock: systemClock,
    ids: createIds(),
    log: createLog('fatal'),
  })
  return app.listen()
}

const listening = (listener: RequestListener): Promise<number> =>
  new Promise((resolve) => {
    const server: Server = createServer(listener).listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })

const wanted = z.object({ variant: z.enum(['c1', 'knex', 'router', 'app']), databaseUrl: z.string() })
serve({
  /** A migrated database with the demo union in it, for more to be put beside it. */
  found: async (given) => {
    const { databaseUrl } = z.object({ databaseUrl: z.string() }).parse(given)
    const database = await seeded(databaseUrl)
    await database.close()
    return {
      now: systemClock.now(),
      lineId: lines(true)[0]?.id ?? '',
      queueIds: queues.map(({ id }) => id),
      personIds: people.map(({ person }) => person.id),
    }
  },
  start: async (given) => {
    const { variant, databaseUrl } = wanted.parse(given)
    if (variant === 'app') return wholeApp(databaseUrl)
    if (variant === 'c1') return listening(expressServer(null))
    const database = await seeded(databaseUrl)
    if (variant === 'router') return listening(routerServer(database.write))
    await database.close()
    return listening(expressServer(knexStore(sqliteFile(databaseUrl))))
  },
})
