/**
 * The servers under load.
 *   c1      Express with the form parser and Twilio's own signature check, which keeps nothing: the reference
 *   knex    the same, and one knex.transaction per webhook, as most would write it (five small tables)
 *   router  our webhooks and database, nothing else of the server
 *   app     the whole server as it is run
 */
import { createServer, type RequestListener, type Server } from 'node:http'
import express from 'express'
import knex, { type Knex } from 'knex'
import twilio from 'twilio'
import { z } from 'zod'
import { connect } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { systemClock } from '../../server/adapters/system/clock.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { createLog } from '../../server/adapters/system/log.ts'
import { twilioRouter } from '../../server/adapters/twilio/webhook-router.ts'
import { createApp } from '../../server/app.ts'
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

const knexStore = async (file: string): Promise<Store> => {
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
        done(null)
      },
    },
  })
  await db.schema.createTable('members', (t) => {
    t.increments('id')
    t.text('phone').unique()
  })
  await db.schema.createTable('cases', (t) => {
    t.increments('id')
    t.integer('member_id').references('members.id')
    t.text('status')
  })
  await db.raw("create unique index one_open on cases (member_id) where status = 'open'")
  await db.schema.createTable('contacts', (t) => {
    t.increments('id')
    t.integer('case_id').references('cases.id')
    t.text('sid').unique()
    t.text('at')
  })
  for (const name of ['messages', 'timeline'])
    await db.schema.createTable(name, (t) => {
      t.increments('id')
      t.integer('contact_id').references('contacts.id')
      t.text('body')
    })
  const findOrCreate = async (trx: Knex, table: string, row: Record<string, unknown>): Promise<number> => {
    const found = await trx(table).where(row).first('id')
    if (found) return Number(found.id)
    const [id] = await trx(table).insert(row)
    return Number(id)
  }
  return (form) =>
    db.transaction(async (trx) => {
      const memberId = await findOrCreate(trx, 'members', { phone: form['From'] })
      const caseId = await findOrCreate(trx, 'cases', { member_id: memberId, status: 'open' })
      const [contactId] = await trx('contacts').insert({
        case_id: caseId,
        sid: form['MessageSid'],
        at: new Date().toISOString(),
      })
      await trx('messages').insert({ contact_id: contactId, body: form['Body'] })
      await trx('timeline').insert({ contact_id: contactId, body: 'text in' })
    })
}

const routerServer = async (databaseUrl: string): Promise<RequestListener> => {
  const database = await connect(databaseUrl)
  await database.migrate()
  await seedDemo(database, { now: systemClock.now(), alwaysOpen: true })
  const webhooks = twilioRouter({
    publicUrl,
    authTokens: [simulatorCredentials.TWILIO_AUTH_TOKEN],
    write: database.write,
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
  start: async (given) => {
    const { variant, databaseUrl } = wanted.parse(given)
    if (variant === 'app') return wholeApp(databaseUrl)
    if (variant === 'router') return listening(await routerServer(databaseUrl))
    return listening(
      expressServer(variant === 'c1' ? null : await knexStore(databaseUrl.replace('sqlite:', ''))),
    )
  },
})
