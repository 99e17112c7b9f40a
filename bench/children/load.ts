/** The load generator: as many as the server takes (closed loop), or so many a second whatever happens (open loop). */
import { z } from 'zod'
import { serve } from '../support/serve.ts'
import { percentile } from '../support/stats.ts'
import { callForm, phoneNumber, publicUrl, signedRequest, textForm } from '../support/webhook-form.ts'
import { openWire, type Wire } from '../support/wire.ts'

let made = 0
const prefix = process.pid.toString(16).padStart(8, '0')
const nextSid = (kind: string) => `${kind}${prefix}${(made += 1).toString(16).padStart(24, '0')}`
const acknowledged: string[] = []

/** `phones` senders: the first text of each opens a conversation and a case, the others go on with it. */
const closed = z.object({ port: z.number(), connections: z.number(), ms: z.number(), phones: z.number() })
const runClosed = async (given: unknown) => {
  const { port, connections, ms, phones } = closed.parse(given)
  const wires = Array.from({ length: connections }, () => openWire(port))
  const latencies: number[] = []
  let failed = 0
  const startedAt = performance.now()
  const end = startedAt + ms
  await Promise.all(
    wires.map(async (wire) => {
      while (performance.now() < end) {
        const sid = nextSid('SM')
        const request = signedRequest('/twilio/sms', textForm(sid, phoneNumber(made % phones)))
        const at = performance.now()
        const status = await wire.post(request)
        if (status === 200) latencies.push(performance.now() - at)
        else if ((failed += 1) > 50) return
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  for (const wire of wires) wire.close()
  return {
    answered: latencies.length,
    failed,
    seconds,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
  }
}

const open = z.object({
  port: z.number(),
  rate: z.number(),
  ms: z.number(),
  kind: z.enum(['text', 'call']),
  /** Calls: each presses 1 in the menu and waits in the queue. */
  isQueued: z.boolean().default(false),
  /** Calls: each is hung up after so long. */
  hangUpAfterMs: z.number().default(0),
})
/** Poisson arrivals; a latency counts from when the request was due, so a late start is not forgiven. */
const runOpen = async (given: unknown) => {
  const { port, rate, ms, kind, isQueued, hangUpAfterMs } = open.parse(given)
  const free: Wire[] = []
  const latencies: number[] = []
  let failed = 0
  let queued = 0
  let pending = 0
  const startedAt = performance.now()
  const post = async (request: Buffer): Promise<{ status: number; body: string }> => {
    let wire = free.pop()
    while (wire && !wire.isOpen()) wire = free.pop()
    wire ??= openWire(port)
    pending += 1
    const status = await wire.post(request)
    pending -= 1
    const body = wire.said()
    if (status === 0) wire.close()
    else free.push(wire)
    return { status, body }
  }
  const one = async (dueAt: number) => {
    const sid = nextSid(kind === 'text' ? 'SM' : 'CA')
    const from = phoneNumber(made)
    const { status, body } = await post(
      kind === 'text'
        ? signedRequest('/twilio/sms', textForm(sid, from))
        : signedRequest('/twilio/voice', callForm(sid, from, 'ringing')),
    )
    if (status !== 200) {
      failed += 1
      return
    }
    latencies.push(performance.now() - dueAt)
    acknowledged.push(sid)
    const menu = / action="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&').replace(publicUrl, '')
    if (isQueued && menu !== undefined) {
      const pressed = await post(signedRequest(menu, { ...callForm(sid, from, 'in-progress'), Digits: '1' }))
      if (pressed.body.includes('<Enqueue')) queued += 1
    }
    if (kind === 'call' && hangUpAfterMs > 0)
      setTimeout(
        () => void post(signedRequest('/twilio/voice/status', callForm(sid, from, 'completed'))),
        hangUpAfterMs,
      )
  }
  await new Promise<void>((resolve) => {
    let dueAt = startedAt
    const next = () => {
      const now = performance.now()
      while (dueAt <= now) {
        void one(dueAt)
        dueAt += (-Math.log(1 - Math.random()) * 1000) / rate
      }
      if (now - startedAt > ms) resolve()
      else setTimeout(next, Math.max(0, dueAt - performance.now()))
    }
    next()
  })
  const patience = performance.now() + 5000 + hangUpAfterMs
  await new Promise((resolve) => setTimeout(resolve, hangUpAfterMs))
  while (pending > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 20))
  for (const wire of free) wire.close()
  return {
    answered: latencies.length,
    queued,
    failed: failed + pending,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    worst: percentile(latencies, 100),
  }
}

serve({ closed: runClosed, open: runOpen, acknowledged: () => acknowledged })
