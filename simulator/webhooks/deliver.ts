import { randomUUID } from 'node:crypto'
import type { Account } from '../core/exchange.ts'
import type { Timeline } from '../core/timeline.ts'
import type { Kindness } from '../unkindness/switches.ts'
import { readOverrides } from './overrides.ts'
import { type AttemptResult, attemptRequest } from './post.ts'

export type WebhookRequest = {
  url: string
  method: 'GET' | 'POST'
  params: Record<string, string>
  callSid?: string | null
}

export type WebhookReply =
  | { ok: true; status: number; contentType: string; body: string; url: string }
  | { ok: false; errorCode: number; message: string; url: string }

export type Webhooks = {
  /** Asks for instructions and waits for them. Retries as configured; never throws. */
  ask(request: WebhookRequest): Promise<WebhookReply>
  /** Tells, without waiting. Of one `subject` (a CallSid, a MessageSid, …) in order, unless switched otherwise. */
  tell(subject: string, request: WebhookRequest): void
  /** Resolves when nothing is being delivered. */
  idle(): Promise<void>
}

const pathOf = (url: string): string => {
  try {
    return new URL(url).pathname
  } catch {
    return url
  }
}

export function createWebhooks(parts: {
  account: Account
  timeline: Timeline
  kindness: Kindness
  timeoutMs: number
  slowMs: number
}): Webhooks {
  const { account, timeline, kindness } = parts
  const chains = new Map<string, Promise<void>>()
  const underway = new Set<Promise<unknown>>()

  const track = <T>(work: Promise<T>): Promise<T> => {
    underway.add(work)
    void work.finally(() => underway.delete(work))
    return work
  }

  async function send(request: WebhookRequest, wantsTwiml: boolean): Promise<WebhookReply> {
    const settings = readOverrides(request.url, parts.timeoutMs)
    const idempotencyToken = randomUUID()
    const started = Date.now()
    let result: AttemptResult = { ok: false, why: 'ct', message: 'not attempted' }
    for (let attempt = 0; attempt <= settings.retryCount; attempt += 1) {
      const remaining = settings.totalTimeoutMs - (Date.now() - started)
      if (remaining <= 0) break
      await kindness.networkDelay()
      const attemptStarted = Date.now()
      const once = () =>
        attemptRequest({
          url: settings.url,
          method: request.method,
          params: request.params,
          authToken: account.authToken,
          accountSid: account.accountSid,
          idempotencyToken,
          timeoutMs: remaining,
        })
      result = await once()
      // A doubled webhook repeats the idempotency token, as a retry whose first answer was lost would.
      if (kindness.shouldDouble()) void track(once())
      record(request, result, { attempt: attempt + 1, ms: Date.now() - attemptStarted, idempotencyToken })
      const again = result.ok
        ? (result.status >= 500 && settings.retryOn.has('5xx')) ||
          (result.status >= 400 && result.status < 500 && settings.retryOn.has('4xx'))
        : settings.retryOn.has(result.why) || settings.retryOn.has('all')
      if (!again) break
    }
    return conclude(request, result, wantsTwiml)
  }

  function record(
    request: WebhookRequest,
    result: AttemptResult,
    facts: { attempt: number; ms: number; idempotencyToken: string },
  ) {
    const outcome = result.ok ? String(result.status) : result.message
    timeline.add(
      'webhook',
      `${request.method} ${pathOf(request.url)} → ${outcome} in ${facts.ms} ms`,
      {
        url: request.url,
        method: request.method,
        params: request.params,
        ...facts,
        status: result.ok ? result.status : null,
        response: result.ok ? result.body.slice(0, 8000) : result.message,
      },
      request.callSid ?? null,
    )
    if (facts.ms > parts.slowMs) {
      timeline.complain(
        `Slow: ${pathOf(request.url)} took ${facts.ms} ms`,
        { url: request.url, ms: facts.ms, params: request.params },
        request.callSid,
      )
    }
  }

  function conclude(request: WebhookRequest, result: AttemptResult, wantsTwiml: boolean): WebhookReply {
    const { url } = request
    if (result.ok && result.status >= 200 && result.status < 300) return { ...result, url }
    const errorCode = result.ok || result.why === 'rt' ? 11200 : 11205
    const message = result.ok ? `HTTP status ${result.status}` : result.message
    timeline.complain(
      `${errorCode}: ${pathOf(url)} ${wantsTwiml ? 'gave no instructions' : 'was not accepted'}: ${message}`,
      { url, params: request.params, errorCode, response: result.ok ? result.body.slice(0, 2000) : null },
      request.callSid,
    )
    return { ok: false, errorCode, message, url }
  }

  return {
    ask: async (request) => {
      await kindness.maybeDelay()
      return track(send(request, true))
    },
    tell: (subject, request) => {
      if (kindness.shouldDrop()) {
        timeline.add(
          'switch',
          `Dropped a callback to ${pathOf(request.url)}`,
          { params: request.params },
          request.callSid,
        )
        return
      }
      const deliver = async () => {
        await kindness.maybeDelay()
        await send(request, false)
      }
      const before = chains.get(subject) ?? Promise.resolve()
      // Overtaken: this one waits a while beside the chain instead of in it, so the next passes it.
      const isOvertaken = kindness.shouldReorder()
      const work = isOvertaken ? kindness.overtake().then(deliver) : before.then(deliver)
      if (!isOvertaken) chains.set(subject, work)
      void track(work).finally(() => {
        if (chains.get(subject) === work) chains.delete(subject)
      })
    },
    idle: async () => {
      while (underway.size > 0) await Promise.allSettled([...underway])
    },
  }
}
