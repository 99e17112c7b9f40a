/**
 * The door Twilio knocks at. Plain node, meant to stand in front of Express and everything in it: no session, no
 * helmet, no `qs` (performance.md). Verify, parse, run one transaction, answer what was committed.
 *
 *   unsigned, wrongly signed 403 · malformed 400 · too large 413 · wrong type 415 · not POST 405
 *   storage in trouble or too slow 503 · our bug 500   (Twilio then goes to the number's fallback URL)
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock, Ids, Stores, Write } from '../../commands/ports.ts'
import { looseReadings, maxBodyBytes, readForm } from './form-body.ts'
import { holdMusicWav } from './hold-music.ts'
import { bodyHashMatches, type FormFields, isSigned } from './signature.ts'
import { smsWebhooks } from './sms-webhooks.ts'
import { isStorageTrouble } from './storage-trouble.ts'
import { twilioUrls } from './twilio-urls.ts'
import { voiceFallback, voiceWebhooks } from './voice-webhooks.ts'
import type { Delivery, Webhook } from './webhook.ts'

export interface WebhookMeter {
  /** One answered webhook: its path from our own table, never a path somebody made up. */
  answered(path: string, status: number, seconds: number): void
  /** A request turned away for want of a good signature. */
  signatureRefused(why: 'missing' | 'wrong'): void
}
export interface WebhookLog {
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}
export interface TwilioRouterDeps {
  /** The base of every URL Twilio was given, e.g. https://contact.example.org */
  publicUrl: string
  /** The account's auth token, and the next one while it is being rotated. */
  authTokens: readonly string[]
  write: Write
  clock: Clock
  ids: Ids
  log: WebhookLog
  meter: WebhookMeter
  /** Called after each committed webhook, so that its effects start at once. */
  afterCommit?: () => void
  /** A webhook not committed by then is answered 503, while Twilio still listens (15 s). Default 10 s. */
  answerWithinMs?: number
  /** A caller who would hear silence meanwhile is answered by then. Default 1.5 s. */
  silenceAtMostMs?: number
}
export type TwilioRouter = (req: IncomingMessage, res: ServerResponse, next: () => void) => void

const webhooks: ReadonlyMap<string, Webhook> = new Map([
  ...Object.entries(voiceWebhooks),
  ...Object.entries(smsWebhooks),
])
const fallbackPath = '/twilio/voice/fallback'

interface Reply {
  status: number
  type: 'text/xml; charset=utf-8' | 'text/plain; charset=utf-8'
  body: string
  headers?: Readonly<Record<string, string>>
}

export function twilioRouter(deps: TwilioRouterDeps): TwilioRouter {
  const base = deps.publicUrl.replace(/\/+$/, '')
  const authTokens = deps.authTokens.filter((token) => token !== '')
  const urls = twilioUrls(base)
  const music = holdMusicWav()
  const answerWithinMs = deps.answerWithinMs ?? 10_000
  const silenceAtMostMs = deps.silenceAtMostMs ?? 1_500

  return (req, res, next) => {
    const target = req.url ?? '/'
    const queryAt = target.indexOf('?')
    const path = queryAt === -1 ? target : target.slice(0, queryAt)
    if (path === '/hold-music.wav') return sendMusic(req, res, music)
    if (!path.startsWith('/twilio/')) return next()
    const webhook = webhooks.get(path)
    if (webhook === undefined && path !== fallbackPath) return send(res, plain(404, 'No such page.'))
    const startedAt = performance.now()
    answer(req, target, path, webhook).then(
      (reply) => {
        if (reply === null) return res.destroy()
        send(res, reply)
        deps.meter.answered(path, reply.status, (performance.now() - startedAt) / 1000)
      },
      (error: unknown) => {
        const trouble = isStorageTrouble(error)
        const status = trouble ? 503 : 500
        deps.log.error({ path, status, ...errorFacts(error) }, 'webhook failed')
        send(
          res,
          plain(
            status,
            trouble ? 'Storage is not available at the moment.' : 'Something went wrong on our side.',
          ),
        )
        deps.meter.answered(path, status, (performance.now() - startedAt) / 1000)
      },
    )
  }

  /** Null: the sender went away before the request was whole. */
  async function answer(
    req: IncomingMessage,
    target: string,
    path: string,
    webhook: Webhook | undefined,
  ): Promise<Reply | null> {
    if (req.method !== 'POST')
      return { ...plain(405, 'Only POST is taken here.'), headers: { allow: 'POST' } }
    const header = req.headers['x-twilio-signature']
    const signature = typeof header === 'string' ? header : undefined
    if (!signature) {
      deps.meter.signatureRefused('missing')
      return { ...plain(403, 'This request is not signed.'), headers: { connection: 'close' } }
    }
    const body = await readBody(req)
    if (body === 'gone') return null
    if (body === 'too-large') {
      return {
        ...plain(413, `The form is larger than ${maxBodyBytes} bytes.`),
        headers: { connection: 'close' },
      }
    }
    const url = base + target
    const form = readForm(body, req.headers['content-type'])
    const wasSigned = (fields: FormFields) => isSigned(authTokens, signature, { url, fields })
    if ('problem' in form) {
      if (looseReadings(body).some(wasSigned)) return plain(form.problem.status, form.problem.words)
      return refuse(path)
    }
    // A URL that claims a body hash was signed for a body of another type; a form that comes with one is not it.
    if (
      !wasSigned(form.fields) &&
      !(url.includes('bodySHA256=') && bodyHashMatches(url, body) && wasSigned(new Map()))
    )
      return refuse(path)
    if (webhook === undefined) return xml(voiceFallback(form.fields.get('ErrorUrl')?.[0], urls))
    const queryAt = target.indexOf('?')
    const query = new URLSearchParams(queryAt === -1 ? '' : target.slice(queryAt + 1))
    const delivery = webhook({ fields: form.fields, query, urls })
    if ('problem' in delivery) return plain(400, delivery.problem)
    const meanwhile = delivery.meanwhile ?? null
    const patienceMs = meanwhile === null ? answerWithinMs : Math.min(answerWithinMs, silenceAtMostMs)
    try {
      const reply = await withinTime(commit(delivery), patienceMs)
      if (reply !== 'late') return xml(reply)
      deps.log.warn({ path, patienceMs }, 'webhook not committed in time')
      return meanwhile === null ? plain(503, 'Storage is slow at the moment.') : xml(meanwhile)
    } catch (error) {
      if (meanwhile === null || !isStorageTrouble(error)) throw error
      deps.log.warn({ path, ...errorFacts(error) }, 'webhook answered without the storage')
      return xml(meanwhile)
    }
  }

  function refuse(path: string): Reply {
    deps.meter.signatureRefused('wrong')
    deps.log.warn({ path }, 'webhook with a wrong signature refused')
    return plain(403, 'The signature does not match this request.')
  }

  async function commit({ repeat, unit }: Delivery): Promise<string> {
    const run = (stores: Stores) => unit(stores, { now: deps.clock.now(), ids: deps.ids, actor: 'twilio' })
    if (repeat === 'writes-nothing') return deps.write(run)
    const reply = await (repeat === 'found-by-unit' ? deps.write(run) : once(repeat.key, run))
    deps.afterCommit?.()
    return reply
  }

  /** A repeat gets the remembered reply and changes nothing; the reply is remembered in the transaction that made it true. */
  async function once(key: string, run: (stores: Stores) => Promise<string>): Promise<string> {
    try {
      return await deps.write(async (stores) => {
        const before = await stores.inbox.reply(key)
        if (before !== null) return before
        const made = await run(stores)
        await stores.inbox.remember(key, made, deps.clock.now())
        return made
      })
    } catch (error) {
      // Two deliveries of one webhook at the same moment: the other one won and has the reply.
      const others = isStorageTrouble(error) ? null : await deps.write((stores) => stores.inbox.reply(key))
      if (others === null) throw error
      return others
    }
  }

  async function withinTime(work: Promise<string>, patienceMs: number): Promise<string> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, patienceMs, 'late')
    })
    try {
      return await Promise.race([work, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

function readBody(req: IncomingMessage): Promise<Buffer | 'too-large' | 'gone'> {
  if (Number(req.headers['content-length'] ?? 0) > maxBodyBytes) return Promise.resolve('too-large')
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBodyBytes) {
        req.pause()
        resolve('too-large')
      } else chunks.push(chunk)
    })
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    req.on('error', () => resolve('gone'))
    req.on('close', () => resolve('gone'))
  })
}

const xml = (body: string): Reply => ({ status: 200, type: 'text/xml; charset=utf-8', body })
const plain = (status: number, words: string): Reply => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${words}\n`,
})

function send(res: ServerResponse, reply: Reply): void {
  res.writeHead(reply.status, {
    'content-type': reply.type,
    'content-length': Buffer.byteLength(reply.body),
    'cache-control': 'no-store',
    ...reply.headers,
  })
  res.end(reply.body)
}

function sendMusic(req: IncomingMessage, res: ServerResponse, music: Buffer): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') return send(res, plain(405, 'Only GET is taken here.'))
  res.writeHead(200, {
    'content-type': 'audio/wav',
    'content-length': music.length,
    'cache-control': 'public, max-age=86400',
  })
  res.end(req.method === 'HEAD' ? undefined : music)
}

/** What of an error may be logged: its message can quote a statement with a member's words in it, so only kind and place. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const places = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    kind: error.name,
    ...('code' in error ? { code: error.code } : {}),
    places: places.slice(0, 8).map((line) => line.trim()),
  }
}
