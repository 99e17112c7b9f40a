import type { Call } from '../calls/call.ts'
import { ensureAnswered, setDoing } from '../calls/call-status.ts'
import type { Exchange } from '../core/exchange.ts'
import { throwIfAborted } from '../core/waiting.ts'
import { type Context, type Document, goOn, type Step } from './context.ts'
import { obtain } from './obtain.ts'
import type { TwimlElement } from './parse.ts'
import { verbHandlers } from './verbs/index.ts'

export type RunOptions = {
  exchange: Exchange
  call: Call
  document: Document
  signal: AbortSignal
  /** Null: every verb. */
  allowed: readonly string[] | null
}

/** Runs the verbs in order until one leads elsewhere. Throws Interrupted and ApplicationError. */
export async function runDocument(options: RunOptions): Promise<Step> {
  const { exchange, call, document, signal, allowed } = options
  const context: Context = {
    exchange,
    call,
    signal,
    document,
    obtain: (source) => obtain(exchange, call, source),
    runWithin: (inner, limits) => runDocument({ exchange, call, document: inner, ...limits }),
  }
  for (const element of document.verbs) {
    throwIfAborted(signal)
    const handler = verbHandlers[element.name]
    if (!handler || (allowed && !allowed.includes(element.name))) {
      exchange.timeline.complain(
        `<${element.name}> may not be used here (only ${(allowed ?? Object.keys(verbHandlers)).join(', ')})`,
        { url: document.url },
        call.sid,
      )
      continue
    }
    if (!allowed)
      setDoing(exchange, call, [element.name, element.text].filter(Boolean).join(' ').slice(0, 80))
    if (!keepsRinging(element)) ensureAnswered(exchange, call)
    const step = await handler(element, context)
    if (step.kind !== 'continue') return step
  }
  return goOn
}

/** Reject refuses, and Dial answerOnBridge waits for the far end; every other verb picks up first. */
const keepsRinging = ({ name, attributes }: TwimlElement): boolean =>
  name === 'Reject' || (name === 'Dial' && attributes['answerOnBridge'] === 'true')
