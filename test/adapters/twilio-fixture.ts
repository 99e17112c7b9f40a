/** A union of two lines and one queue, always open, and a Twilio-shaped hand that posts signed forms to its webhooks. */
import { createServer, type Server } from 'node:http'
import twilio from 'twilio'
import type { Database } from '../../server/adapters/db/connect.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { type TwilioRouterDeps, twilioRouter } from '../../server/adapters/twilio/webhook-router.ts'
import type { Clock } from '../../server/commands/ports.ts'
import type { Menu } from '../../server/domain/menu.ts'
import type { OpeningHours } from '../../server/domain/opening-hours.ts'

export const serviceLine = '+442079460900'
export const textLine = '+447700900900'
export const member = '+447700900117'
export const authToken = 'token-of-these-tests'
export const nextAuthToken = 'token-after-rotation'
export const publicUrl = 'https://contact.example.org'

const alwaysOpen: OpeningHours = {
  zone: 'Europe/London',
  periods: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
  division: null,
  overrides: [],
}
const menu: Menu = {
  key: 'top',
  prompt: 'Tell us what you need.',
  attempts: 2,
  personQueueKey: 'advice',
  options: { '1': { kind: 'queue', need: 'other', queueKey: 'advice', words: 'advice at work' } },
}
const insertQueue = statement('twilio test queue', (k, p) =>
  k('queues').insert({
    id: 'queue-advice',
    key: 'advice',
    name: 'Advice',
    position: 1,
    skills: p('skills'),
    promise_percent: 80,
    promise_seconds: 60,
    twilio_queue_name: 'advice',
  }),
)
const insertLine = statement('twilio test line', (k, p) =>
  k('lines').insert({
    id: p('id'),
    number: p('number'),
    name: p('id'),
    kind: p('kind'),
    greeting: 'Hello, this is the union.',
    hours: p('hours'),
    menu: p('menu'),
    default_queue_id: 'queue-advice',
    drain: 'all',
  }),
)
const countOf = new Map(
  ['contacts', 'calls', 'messages', 'webhook_inbox', 'event_log', 'recordings', 'cases'].map((table) => [
    table,
    statement(`twilio test count ${table}`, (k) => k(table).count({ n: '*' })),
  ]),
)

export async function addLines(database: Database): Promise<void> {
  await database.migrate()
  await database.transact(async (transaction) => {
    await transaction.run(insertQueue, { skills: [] })
    const shared = { hours: alwaysOpen }
    await transaction.run(insertLine, { ...shared, id: 'service', number: serviceLine, kind: 'voice', menu })
    await transaction.run(insertLine, { ...shared, id: 'texts', number: textLine, kind: 'text', menu: null })
  })
}

/** How many rows each table holds: what "nothing stored" means. */
export async function rowCounts(database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [table, count] of countOf) {
    const [row] = await database.reader.all(count, {})
    counts[table] = typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : Number.NaN
  }
  return counts
}

export const fixedClock = (start = '2026-11-23T10:00:00.000Z'): Clock & { push(ms: number): void } => {
  let ms = Date.parse(start)
  return {
    now: () => new Date(ms).toISOString(),
    push: (by) => {
      ms += by
    },
  }
}

export interface Posted {
  status: number
  type: string | null
  text: string
}
export interface PostOptions {
  /** Signed with this token, or with this very header, or not at all. */
  token?: string
  signature?: string | null
  contentType?: string
  /** Bytes to send instead of the encoded params. */
  raw?: string | Buffer
  method?: string
  headers?: Record<string, string>
}

/** The webhooks alone on a free port, as they stand in front of everything else. */
export async function startWebhooks(
  database: Pick<Database, 'write'>,
  { ownAddress = false, ...options }: Partial<TwilioRouterDeps> & { ownAddress?: boolean } = {},
) {
  // A simulator needs an address that it can reach; everything else a public one that nobody can.
  const server = createServer((req, res) =>
    router(req, res, () => {
      res.writeHead(418)
      res.end('next')
    }),
  )
  const port = await listen(server)
  const base = ownAddress ? `http://localhost:${port}` : publicUrl
  const answers: { path: string; status: number }[] = []
  const refusals: string[] = []
  const logged: unknown[] = []
  const note = (facts: object, message: string) => void logged.push({ ...facts, message })
  const router = twilioRouter({
    publicUrl: base,
    authTokens: [authToken, nextAuthToken],
    write: database.write,
    clock: fixedClock(),
    ids: createIds(),
    log: { warn: note, error: note },
    meter: {
      answered: (path, status) => void answers.push({ path, status }),
      signatureRefused: (why) => void refusals.push(why),
    },
    ...options,
  })
  const post = async (
    path: string,
    params: Record<string, string | string[]>,
    { token = authToken, signature, contentType, raw, method = 'POST', headers = {} }: PostOptions = {},
  ): Promise<Posted> => {
    const signed =
      signature === undefined ? twilio.getExpectedTwilioSignature(token, base + path, params) : signature
    const form = new URLSearchParams(
      Object.entries(params).flatMap(([name, value]) =>
        (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
      ),
    )
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        'content-type': contentType ?? 'application/x-www-form-urlencoded; charset=UTF-8',
        ...(signed === null ? {} : { 'x-twilio-signature': signed }),
        ...headers,
      },
      ...(method === 'GET'
        ? {}
        : { body: raw === undefined ? form.toString() : new Uint8Array(Buffer.from(raw)) }),
    })
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    }
  }
  return {
    port,
    base,
    post,
    answers,
    refusals,
    logged,
    close: () => closed(server),
  }
}
export const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
export const closed = (server: Server): Promise<void> => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

export type Webhooks = Awaited<ReturnType<typeof startWebhooks>>

let sids = 0
const newSid = (prefix: string) => prefix + (sids += 1).toString(16).padStart(32, '0')

/** What Twilio posts when somebody calls or texts, with the fields it adds. */
export const callParams = (more: Record<string, string> = {}): Record<string, string> => ({
  CallSid: newSid('CA'),
  AccountSid: `AC${'1'.repeat(32)}`,
  From: member,
  Caller: member,
  To: serviceLine,
  Called: serviceLine,
  CallStatus: 'ringing',
  ApiVersion: '2010-04-01',
  Direction: 'inbound',
  FromCity: '',
  ...more,
})
export const textParams = (more: Record<string, string> = {}): Record<string, string> => {
  const sid = newSid('SM')
  return {
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    AccountSid: `AC${'1'.repeat(32)}`,
    From: member,
    To: textLine,
    Body: 'My shifts were changed',
    NumMedia: '0',
    NumSegments: '1',
    SmsStatus: 'received',
    ...more,
  }
}
