import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import { deferred } from '../core/waiting.ts'
import type { Leg } from '../media/leg.ts'
import { phoneFor } from '../phones/phone.ts'
import type { Call } from './call.ts'
import { setStatus } from './call-status.ts'

export type RingResult =
  | { kind: 'answered'; leg: Leg }
  | { kind: 'busy' | 'no-answer' | 'failed' | 'canceled' }

/**
 * Rings whoever `call.to` names: a softphone (`client:…`) or a telephone. Resolves once; the caller then
 * answers or finishes the call. Ends by itself at the timeout, when the call ends and when `signal` aborts.
 */
export async function ringFarEnd(
  exchange: Exchange,
  call: Call,
  options: { timeoutSeconds: number; params?: Record<string, string>; signal?: AbortSignal },
): Promise<RingResult> {
  setStatus(exchange, call, 'initiated')
  const { promise, resolve } = deferred<RingResult>()
  const stop = new AbortController()
  const onEnd = () => resolve({ kind: 'canceled' })
  call.endListeners.add(onEnd)
  options.signal?.addEventListener('abort', onEnd, { once: true })
  if (options.signal?.aborted) onEnd()
  const timer = setTimeout(
    () => resolve({ kind: 'no-answer' }),
    exchange.pace.seconds(options.timeoutSeconds),
  )
  reach(exchange, call, options.params ?? {}, stop.signal).then(resolve, (error: unknown) => {
    reportFailure(exchange, call.sid)(error)
    resolve({ kind: 'failed' })
  })
  const result = await promise
  clearTimeout(timer)
  call.endListeners.delete(onEnd)
  options.signal?.removeEventListener('abort', onEnd)
  stop.abort()
  return result
}

async function reach(
  exchange: Exchange,
  call: Call,
  params: Record<string, string>,
  signal: AbortSignal,
): Promise<RingResult> {
  if (call.to.startsWith('client:')) {
    const identity = call.to.slice('client:'.length)
    if (!exchange.softphones.identities().includes(identity)) return { kind: 'no-answer' }
    setStatus(exchange, call, 'ringing')
    const outcome = await exchange.softphones.ring({
      identity,
      callSid: call.sid,
      from: call.from,
      to: call.to,
      params,
      signal,
    })
    if (outcome.kind === 'answered') {
      call.endListeners.add(outcome.hangUp)
      return { kind: 'answered', leg: outcome.leg }
    }
    return { kind: outcome.kind === 'rejected' ? 'busy' : 'no-answer' }
  }
  if (!/^\+\d{7,15}$/.test(call.to)) return { kind: 'failed' }
  const phone = phoneFor(exchange, call.to)
  if (phone.manner === 'fails') return { kind: 'failed' }
  if (phone.manner === 'busy') return { kind: 'busy' }
  call.phone = phone.number
  setStatus(exchange, call, 'ringing')
  const picked = await phone.ring(call, signal)
  return picked.kind === 'answered' ? { kind: 'answered', leg: picked.leg } : { kind: 'busy' }
}
