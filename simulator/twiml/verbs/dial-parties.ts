import { bridgeCalls } from '../../calls/bridge.ts'
import { Call } from '../../calls/call.ts'
import { answerCall, ensureAnswered, finishCall, setDoing } from '../../calls/call-status.ts'
import { playSource } from '../../calls/prompts.ts'
import { type RingResult, ringFarEnd } from '../../calls/ring-far-end.ts'
import { wholeSecondsBetween } from '../../core/dates.ts'
import { reportFailure } from '../../core/report-failure.ts'
import { Interrupted, throwIfAborted, untilInterrupted } from '../../core/waiting.ts'
import { sourceOf } from '../../media/pcm-source.ts'
import { ringingTone } from '../../media/tones.ts'
import { startCallRecording } from '../../recordings/call-recording.ts'
import { type Recording, recordingUrl, stopRecording } from '../../recordings/recording.ts'
import { absoluteUrl, flag, method, oneOf, wholeNumber } from '../attributes.ts'
import { callEvents, readCallback, recordingEvents } from '../callbacks.ts'
import { ApplicationError, type Context } from '../context.ts'
import { obtain } from '../obtain.ts'
import type { TwimlElement } from '../parse.ts'
import type { DialOutcome } from './dial.ts'
import { readTargets, type Target } from './dial-targets.ts'

/** Rings numbers and softphones together; the first to answer is connected, the others stop ringing. */
export async function dialParties(element: TwimlElement, context: Context): Promise<DialOutcome> {
  const { exchange, call, signal } = context
  const targets = readTargets(element, context)
  if (targets.length === 0) return { status: 'failed', facts: {} }
  const timeoutSeconds = wholeNumber(element, 'timeout', context, { fallback: 30, low: 1, high: 600 })
  const callerId = element.attributes['callerId'] || call.from
  const children = targets.map((target) => ({ target, call: childCall(context, target, callerId) }))
  const won = new AbortController()
  const stopAll = () => {
    for (const child of children) {
      // A child redirected by REST lives on by its own instructions.
      if (child.call.hasOwnInstructions) continue
      finishCall(exchange, child.call, child.call.answeredAt ? 'completed' : 'canceled')
    }
  }
  signal.addEventListener('abort', stopAll, { once: true })
  ringback(context, AbortSignal.any([signal, won.signal])).catch(reportFailure(exchange, call.sid))
  try {
    const results = children.map(async (child) => {
      const result = await ringFarEnd(exchange, child.call, {
        timeoutSeconds,
        params: child.target.params,
        signal: won.signal,
      })
      if (result.kind === 'answered' && won.signal.aborted) {
        result.leg.close()
        finishCall(exchange, child.call, 'canceled')
        return null
      }
      if (result.kind !== 'answered') {
        finishCall(exchange, child.call, result.kind)
        return { child, result }
      }
      won.abort()
      answerCall(exchange, child.call, result.leg)
      ensureAnswered(exchange, call)
      return { child, result }
    })
    const settled = await Promise.all(results)
    throwIfAborted(signal)
    const winner = settled.find((one) => one?.result.kind === 'answered')
    if (!winner)
      return { status: worst(settled.map((one) => one?.result)), facts: lastSid(children.at(-1)?.call) }
    return await connect(element, context, winner.child)
  } finally {
    won.abort()
    signal.removeEventListener('abort', stopAll)
    stopAll()
  }
}

/** An answered caller hears it ring; one kept ringing by answerOnBridge hears their own network's tone. */
async function ringback({ exchange, call }: Context, signal: AbortSignal): Promise<void> {
  if (!call.answeredAt || exchange.pace.speed === 'fast') return
  await untilInterrupted(
    playSource(call, sourceOf(ringingTone(), { times: Number.POSITIVE_INFINITY }), signal),
  )
}

const lastSid = (call: Call | undefined): Record<string, string> => (call ? { DialCallSid: call.sid } : {})

/** Of several that did not answer, the one that says most. */
function worst(results: (RingResult | undefined)[]): 'busy' | 'no-answer' | 'failed' | 'canceled' {
  const kinds = results.map((result) => result?.kind)
  for (const kind of ['busy', 'no-answer', 'failed'] as const) if (kinds.includes(kind)) return kind
  return 'canceled'
}

function childCall(context: Context, target: Target, callerId: string): Call {
  const { exchange, call } = context
  const child = new Call({
    parent: call,
    from: callerId,
    to: target.to,
    direction: 'outbound-dial',
    statusCallback: readCallback(target.element, 'statusCallback', context, {
      allowed: callEvents,
      fallback: ['completed'],
    }),
  })
  exchange.calls.set(child.sid, child)
  return child
}

async function connect(
  element: TwimlElement,
  context: Context,
  child: { target: Target; call: Call },
): Promise<DialOutcome> {
  const { exchange, call, signal } = context
  const childSignal = child.call.begin()
  await whisper(context, child, childSignal)
  throwIfAborted(signal)
  const over = new AbortController()
  const limit = wholeNumber(element, 'timeLimit', context, { fallback: 14_400, low: 1 })
  const timer = setTimeout(() => over.abort(), exchange.pace.seconds(limit))
  const hangupOnStar = flag(element, 'hangupOnStar', context, false)
  const onKey = (key: string) => {
    if (hangupOnStar && key === '*') over.abort()
  }
  call.keyListeners.add(onKey)
  setDoing(exchange, child.call, `talking with ${call.from}`)
  const recordings: Recording[] = []
  await bridgeCalls(exchange, [call, child.call], {
    signals: [signal, childSignal, over.signal],
    onRoom: (room) => {
      const record = readRecord(element, context)
      if (record === 'do-not-record') return
      const recording = startCallRecording(exchange, call, {
        source: 'DialVerb',
        channels: record.endsWith('-dual') ? 2 : 1,
        callback: readCallback(element, 'recordingStatusCallback', context, {
          allowed: recordingEvents,
          fallback: ['completed'],
        }),
        room,
      })
      recordings.push(recording)
    },
  })
  clearTimeout(timer)
  call.keyListeners.delete(onKey)
  for (const recording of recordings) stopRecording(exchange, recording)
  throwIfAborted(signal)
  if (!child.call.hasOwnInstructions) finishCall(exchange, child.call, 'completed')
  const answeredAt = child.call.answeredAt ?? new Date()
  const [recording] = recordings
  return {
    status: 'completed',
    facts: {
      DialCallSid: child.call.sid,
      DialCallDuration: String(wholeSecondsBetween(answeredAt, child.call.endedAt ?? new Date())),
      DialBridged: 'true',
      ...(recording ? { RecordingUrl: recordingUrl(exchange, recording), RecordingSid: recording.sid } : {}),
    },
  }
}

const readRecord = (element: TwimlElement, context: Context) => {
  const record = oneOf(element, 'record', context, {
    allowed: [
      'do-not-record',
      'record-from-answer',
      'record-from-ringing',
      'record-from-answer-dual',
      'record-from-ringing-dual',
      'true',
      'false',
    ],
    fallback: 'do-not-record',
  })
  return record === 'false' ? 'do-not-record' : record
}

/** The `url` document, heard by the answering party alone before they are connected. */
async function whisper(
  context: Context,
  child: { target: Target; call: Call },
  signal: AbortSignal,
): Promise<void> {
  const url = absoluteUrl(child.target.element.attributes['url'], context)
  if (!url) return
  const { exchange } = context
  try {
    const document = await obtain(exchange, child.call, {
      url,
      method: method(child.target.element, 'method', context),
    })
    const step = await context.runWithin(document, {
      allowed: ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup'],
      signal: AbortSignal.any([signal, context.signal]),
      call: child.call,
    })
    if (step.kind === 'hangup') finishCall(exchange, child.call, 'completed')
  } catch (error) {
    // The far end hung up, or was sent elsewhere, while it was listening.
    if (error instanceof Interrupted && !context.signal.aborted) return
    if (!(error instanceof ApplicationError)) throw error
    finishCall(exchange, child.call, 'failed')
  }
}
