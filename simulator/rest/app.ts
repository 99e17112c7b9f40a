import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import type { Exchange } from '../core/exchange.ts'
import { ApiError, notFound } from './api-error.ts'
import { authenticate } from './authenticate.ts'
import { callRoutes } from './calls.ts'
import { conferenceRoutes } from './conferences.ts'
import { messageRoutes } from './messages.ts'
import { numberRoutes } from './numbers.ts'
import { readParams } from './params.ts'
import { participantRoutes } from './participants.ts'
import { queueRoutes } from './queues.ts'
import { recordingRoutes } from './recordings.ts'
import type { RestReply } from './route.ts'
import { createRouter } from './router.ts'
import { transcriptionRoutes } from './transcriptions.ts'

/** A body that cannot be read, or is too large, in Twilio's shape. */
const unreadable: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const isTooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large'
  const refusal = isTooLarge
    ? new ApiError(413, 20413, 'Request entity too large')
    : new ApiError(400, 20001, 'Unreadable request body')
  response.status(refusal.status).json(refusal.body())
}

const prefix = /^\/2010-04-01\/Accounts\/([^/]+?)(\/.*)?$/

/** Mounts Twilio's 2010-04-01 REST API. */
export function mountRest(app: Express, exchange: Exchange): void {
  const find = createRouter([
    ...callRoutes,
    ...messageRoutes,
    ...queueRoutes,
    ...conferenceRoutes,
    ...participantRoutes,
    ...recordingRoutes,
    ...transcriptionRoutes,
    ...numberRoutes,
  ])
  app.use('/2010-04-01', express.text({ type: 'application/x-www-form-urlencoded', limit: '1mb' }))
  app.use('/2010-04-01', unreadable)
  app.use('/2010-04-01', async (request: Request, response: Response) => {
    const startedAt = Date.now()
    const reply = await answer(request)
    if (reply === 'hang') return
    if (reply === 'down') return request.socket.destroy()
    note(request, reply, Date.now() - startedAt)
    if (exchange.kindness.shouldLoseAnswer()) return request.socket.destroy()
    response.status(reply.status).setHeader('Twilio-Request-Id', `RQ${Date.now()}`)
    if ('json' in reply) response.json(reply.json)
    else if ('file' in reply) response.type(reply.contentType).send(reply.file)
    else response.end()
  })

  async function answer(request: Request): Promise<RestReply | 'hang' | 'down'> {
    await exchange.kindness.networkDelay()
    const outage = exchange.kindness.switches().rest
    if (outage === 'hang' || outage === 'down') {
      exchange.timeline.add('rest', `${request.method} ${request.originalUrl} → ${outage}`)
      return outage
    }
    try {
      if (outage === '500') throw new ApiError(500, 20500, 'Internal Server Error')
      if (outage === '429') throw new ApiError(429, 20429, 'Too Many Requests')
      return await dispatch(request)
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, json: error.body() }
      exchange.timeline.complain(`The simulator itself failed: ${String(error)}`, {
        path: request.originalUrl,
        stack: error instanceof Error ? error.stack : null,
      })
      return { status: 500, json: new ApiError(500, 20500, 'Internal Server Error').body() }
    }
  }

  async function dispatch(request: Request): Promise<RestReply> {
    const fullPath = request.originalUrl.split('?')[0] ?? ''
    const [, account = '', rest = ''] = prefix.exec(fullPath) ?? []
    const accountSid = account.replace(/\.json$/, '')
    authenticate(exchange.account, request.headers.authorization, accountSid)
    if (accountSid !== exchange.account.accountSid) throw notFound(fullPath)
    const path = rest.replace(/\.json$/, '')
    const found = find(request.method, path)
    if (!('route' in found)) {
      throw found.known ? new ApiError(405, 20004, 'Method not allowed') : notFound(fullPath)
    }
    const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '')
    const body: unknown = request.body
    const form = request.method === 'POST' && typeof body === 'string' ? new URLSearchParams(body) : query
    return found.route.handle({
      exchange,
      method: request.method,
      path,
      fullPath,
      at: found.at,
      params: readParams(form),
    })
  }

  function note(request: Request, reply: RestReply, ms: number): void {
    const body: unknown = request.body
    const path = (request.originalUrl.split('?')[0] ?? '').replace(/^\/2010-04-01\/Accounts\/[^/]+/, '')
    const text = typeof body === 'string' ? body : (request.originalUrl.split('?')[1] ?? '')
    exchange.timeline.add('rest', `${request.method} ${path} → ${reply.status} in ${ms} ms`, {
      method: request.method,
      path,
      params: readParams(new URLSearchParams(text)).entries(),
      status: reply.status,
      response: 'json' in reply ? reply.json : null,
    })
  }
}
