import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import type { Source } from '../twiml/context.ts'
import { runCall } from '../twiml/run-call.ts'
import { Call, type CallOptions } from './call.ts'
import { announce, answerCall, finishCall } from './call-status.ts'
import { type Detection, detect } from './detect-machine.ts'
import { ringFarEnd } from './ring-far-end.ts'

/** The REST API places a call: rings the far end and, once answered, follows its instructions. */
export function placeOutboundCall(
  exchange: Exchange,
  options: {
    call: Omit<CallOptions, 'direction'>
    instructions: Source
    timeoutSeconds: number
    sendDigits?: string | null
    detection?: Detection | null
  },
): Call {
  const call = new Call({ ...options.call, direction: 'outbound-api' })
  call.hasOwnInstructions = true
  exchange.calls.set(call.sid, call)
  announce(exchange, call)
  start(exchange, call, options).catch(reportFailure(exchange, call.sid))
  return call
}

async function start(
  exchange: Exchange,
  call: Call,
  options: { instructions: Source; timeoutSeconds: number; detection?: Detection | null },
): Promise<void> {
  // The REST answer (status queued) leaves before anything rings.
  await new Promise((resolve) => setImmediate(resolve))
  if (call.hasEnded) return
  const result = await ringFarEnd(exchange, call, { timeoutSeconds: options.timeoutSeconds })
  if (result.kind !== 'answered') return finishCall(exchange, call, result.kind)
  answerCall(exchange, call, result.leg)
  const params = options.detection ? await detect(exchange, call, options.detection) : {}
  if (call.hasEnded) return
  const { instructions } = options
  await runCall(
    exchange,
    call,
    'url' in instructions ? { ...instructions, params: { ...instructions.params, ...params } } : instructions,
  )
}
