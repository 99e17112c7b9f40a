import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { z } from 'zod'
import type { Call } from '../calls/call.ts'
import { callView } from '../calls/call-view.ts'
import { placeInboundCall } from '../calls/place-inbound.ts'
import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import { answerPage } from '../media/page-leg.ts'
import { messageView } from '../messages/message.ts'
import { receiveMessage } from '../messages/receive.ts'
import { type Phone, phoneFor } from '../phones/phone.ts'
import { switchesSchema } from '../unkindness/switches.ts'
import { ControlError } from './control-error.ts'
import type { Crowd } from './crowd.ts'
import { streamEvents } from './events.ts'
import type { Person } from './people.ts'
import { resetWorld } from './reset.ts'
import { snapshotOf } from './snapshot.ts'

const number = z.string().regex(/^\+[1-9]\d{6,14}$/)
/** A telephone number, or one of the words Twilio sends for a withheld one; empty is such a word too. */
const caller = z.union([
  number,
  z.enum(['anonymous', 'unknown', 'unavailable', 'restricted', 'private', 'blocked', '']),
])

const callRequest = z.strictObject({ from: caller, to: number })
const pressRequest = z.strictObject({ digits: z.string().regex(/^[0-9*#wW]{1,50}$/) })
const sayRequest = z.strictObject({ text: z.string().min(1).max(2000) })
const toneRequest = z.strictObject({
  hertz: z.number().min(50).max(3900),
  milliseconds: z.int().min(20).max(60_000),
})
const mediaRequest = z.strictObject({ sdp: z.string().min(1) })
const photo = z.strictObject({ contentType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), base64: z.base64() })
const messageRequest = z.strictObject({
  from: caller,
  to: number,
  body: z.string().max(1600),
  media: z.array(photo).max(10).default([]),
})
const busyRequest = z.strictObject({
  to: number,
  count: z.int().min(1).max(200),
  digits: z
    .string()
    .regex(/^[0-9*#]*$/)
    .default(''),
  everyMs: z.int().min(0).max(60_000).default(400),
  from: z.array(number).optional(),
})

/** The outside world's doors: see control-api.md. */
export function mountControl(
  app: Express,
  exchange: Exchange,
  parts: { people: readonly Person[]; crowd: Crowd },
): void {
  const router = express.Router()
  router.use(ownPagesOnly)
  router.use(express.json({ limit: '20mb' }))

  const callOf = (sid: string | string[] | undefined): Call => {
    const call = typeof sid === 'string' ? exchange.calls.get(sid) : undefined
    if (!call) throw new ControlError(404, 'there is no such call')
    return call
  }
  const phoneOf = (call: Call): Phone => {
    if (call.phone === null) throw new ControlError(409, 'no simulated telephone holds this call')
    if (call.hasEnded) throw new ControlError(409, 'the call is over')
    return phoneFor(exchange, call.phone)
  }

  router.get('/snapshot', (_request, response) => response.json(snapshotOf(exchange, parts.people)))
  router.get('/events', (request, response) => streamEvents(exchange, request, response))
  router.get('/people', (_request, response) => response.json(parts.people))
  router.get('/timeline', (request, response) => {
    const callSid = request.query['callSid']
    const entries = exchange.timeline.entries({
      after: Number(request.query['after']) || 0,
      limit: Math.min(2000, Number(request.query['limit']) || 200),
      ...(typeof callSid === 'string' ? { callSid } : {}),
    })
    return response.json(entries)
  })
  router.get('/complaints', (_request, response) => response.json(exchange.timeline.complaints()))
  router.delete('/complaints', (_request, response) => {
    exchange.timeline.forgetComplaints()
    return response.status(204).end()
  })
  router.get('/messages', (request, response) => {
    const wanted = request.query['number']
    const shown = [...exchange.messages.values()].filter((one) => one.from === wanted || one.to === wanted)
    return response.json(shown.map(messageView))
  })
  router.get('/media/:sid', (request, response) => {
    const medium = exchange.media.get(request.params.sid)
    if (!medium) throw new ControlError(404, 'there is no such picture')
    // Whatever was sent in is shown, never run.
    return response
      .set('Content-Security-Policy', "default-src 'none'; sandbox")
      .set('X-Content-Type-Options', 'nosniff')
      .type(medium.contentType)
      .send(medium.content)
  })
  router.get('/recordings/:file', (request, response) => {
    const recording = exchange.recordings.get(request.params.file.replace(/\.wav$/, ''))
    if (!recording?.file) throw new ControlError(404, 'there is no such recording, or it is not finished')
    return response.type('audio/wav').send(recording.file)
  })

  router.post('/calls', (request, response) => {
    const placed = placeInboundCall(exchange, callRequest.parse(request.body))
    if ('refused' in placed) throw new ControlError(404, placed.refused)
    return response.status(201).json(callView(exchange, placed.call, true))
  })
  router.get('/calls/:sid', (request, response) =>
    response.json(callView(exchange, callOf(request.params.sid), true)),
  )
  router.post('/calls/:sid/press', async (request, response) => {
    const call = callOf(request.params.sid)
    const phone = phoneOf(call)
    for (const digit of pressRequest.parse(request.body).digits) {
      if (digit === 'w' || digit === 'W') await new Promise((resolve) => setTimeout(resolve, 500))
      else phone.press(call, digit)
    }
    return response.status(204).end()
  })
  router.post('/calls/:sid/say', (request, response) => {
    const call = callOf(request.params.sid)
    const { text } = sayRequest.parse(request.body)
    phoneOf(call).say(call, text).catch(reportFailure(exchange, call.sid))
    return response.status(204).end()
  })
  router.post('/calls/:sid/tone', (request, response) => {
    const call = callOf(request.params.sid)
    const { hertz, milliseconds } = toneRequest.parse(request.body)
    phoneOf(call).tone(call, hertz, milliseconds).catch(reportFailure(exchange, call.sid))
    return response.status(204).end()
  })
  router.post('/calls/:sid/hangup', (request, response) => {
    const call = callOf(request.params.sid)
    if (!call.hasEnded) phoneOf(call).hangUp(call)
    return response.status(204).end()
  })
  router.post('/calls/:sid/answer', (request, response) => {
    const call = callOf(request.params.sid)
    if (!phoneOf(call).answer(call)) throw new ControlError(409, 'this telephone is not ringing')
    return response.status(204).end()
  })
  router.post('/calls/:sid/reject', (request, response) => {
    const call = callOf(request.params.sid)
    if (!phoneOf(call).reject(call)) throw new ControlError(409, 'this telephone is not ringing')
    return response.status(204).end()
  })
  router.post('/calls/:sid/media', async (request, response) => {
    const call = callOf(request.params.sid)
    const phone = phoneOf(call)
    const { sdp, leg } = await answerPage(mediaRequest.parse(request.body).sdp)
    phone.attach(call, leg)
    return response.json({ sdp })
  })

  router.post('/messages', async (request, response) => {
    const { media, ...text } = messageRequest.parse(request.body)
    if (!exchange.numbers.get(text.to)?.smsUrl) throw new ControlError(404, `${text.to} takes no texts`)
    const photos = media.map((one) => ({
      contentType: one.contentType,
      content: Buffer.from(one.base64, 'base64'),
    }))
    const message = await receiveMessage(exchange, { ...text, photos })
    return response.status(201).json(messageView(message))
  })
  router.put('/switches', (request, response) =>
    response.json(exchange.kindness.change(withoutUndefined(switchesSchema.partial().parse(request.body)))),
  )
  router.post('/busy', (request, response) => {
    const { from, ...wish } = busyRequest.parse(request.body)
    if (!exchange.numbers.has(wish.to))
      throw new ControlError(404, `${wish.to} is not one of the product's numbers`)
    return response.status(202).json({ numbers: parts.crowd.gather({ ...wish, from: from ?? [] }) })
  })
  router.delete('/busy', (_request, response) => {
    parts.crowd.disperse()
    return response.status(204).end()
  })
  router.post('/reset', (_request, response) => {
    parts.crowd.disperse()
    resetWorld(exchange)
    return response.status(204).end()
  })
  router.use((_request, _response) => {
    throw new ControlError(404, 'there is no such control')
  })
  router.use(errorsInWords)
  app.use('/control', router)
}

/** Loopback is reachable from any web page by DNS rebinding or a cross-site form; only our own page may act. */
const ownPagesOnly: RequestHandler = (request, _response, next) => {
  const host = request.headers.host ?? ''
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host))
    throw new ControlError(403, 'this host name is not ours')
  const { origin } = request.headers
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead && origin !== undefined && origin !== `http://${host}`) {
    throw new ControlError(403, 'other pages may not use the telephones')
  }
  next()
}

const errorsInWords: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error)
  if (error instanceof ControlError) return response.status(error.status).json({ error: error.message })
  if (error instanceof z.ZodError) return response.status(400).json({ error: z.prettifyError(error) })
  return response.status(400).json({ error: error instanceof Error ? error.message : String(error) })
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }

/** Leaves out what was not given, so that it does not overwrite. */
function withoutUndefined<T extends object>(partial: T): Given<T> {
  const given: Given<T> = {}
  for (const name in partial) {
    const value = partial[name]
    if (isGiven(value)) given[name] = value
  }
  return given
}

const isGiven = <T>(value: T): value is Exclude<T, undefined> => value !== undefined
