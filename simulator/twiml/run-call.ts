import type { Call } from '../calls/call.ts'
import { ensureAnswered, finishCall, setDoing } from '../calls/call-status.ts'
import { sayText } from '../calls/prompts.ts'
import type { Exchange } from '../core/exchange.ts'
import { Interrupted, throwIfAborted } from '../core/waiting.ts'
import { ApplicationError, type Document, type Source } from './context.ts'
import { obtain } from './obtain.ts'
import { runDocument } from './run-document.ts'

/**
 * Runs a call by its instructions until it ends or is sent elsewhere (a new `runCall` on the same call stops
 * this one). Never rejects.
 */
export async function runCall(exchange: Exchange, call: Call, start: Source): Promise<void> {
  const signal = call.begin()
  try {
    await followInstructions({ exchange, call, start, signal })
  } catch (error) {
    if (signal.aborted) return
    if (!(error instanceof ApplicationError)) {
      exchange.timeline.complain(
        `The simulator itself failed: ${String(error)}`,
        { stack: stackOf(error) },
        call.sid,
      )
    }
    await endWithApplicationError({ exchange, call, signal })
  }
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined)

type Run = { exchange: Exchange; call: Call; signal: AbortSignal }

async function followInstructions(run: Run & { start: Source }): Promise<void> {
  const { exchange, call, signal } = run
  let next: Source | null = run.start
  while (next) {
    setDoing(exchange, call, 'url' in next ? 'asking for instructions' : 'reading instructions')
    const document = await obtainOrFallBack(run, next)
    throwIfAborted(signal)
    if (document.verbs.length === 0) ensureAnswered(exchange, call)
    const step = await runDocument({ exchange, call, document, signal, allowed: null })
    next = step.kind === 'goto' ? step.source : null
  }
  // Kept ringing by Dial answerOnBridge until nobody had answered.
  finishCall(exchange, call, call.answeredAt ? 'completed' : 'no-answer')
}

/** The document, or the fallback URL's with `ErrorCode` and `ErrorUrl`; else throws ApplicationError. */
async function obtainOrFallBack({ exchange, call, signal }: Run, source: Source): Promise<Document> {
  try {
    return await obtain(exchange, call, source)
  } catch (error) {
    throwIfAborted(signal)
    if (!(error instanceof ApplicationError) || !call.fallbackUrl) throw error
    exchange.timeline.add(
      'call',
      'Turning to the fallback URL',
      { errorCode: error.errorCode, url: error.url },
      call.sid,
    )
    return await obtain(exchange, call, {
      url: call.fallbackUrl,
      method: 'POST',
      params: { ErrorCode: String(error.errorCode), ErrorUrl: error.url },
    })
  }
}

async function endWithApplicationError({ exchange, call, signal }: Run): Promise<void> {
  ensureAnswered(exchange, call)
  try {
    const text = 'We are sorry, an application error has occurred. Goodbye.'
    await sayText(exchange, call, { text, loop: 1, signal })
  } catch (error) {
    if (error instanceof Interrupted) return
    throw error
  }
  finishCall(exchange, call, 'completed')
}
