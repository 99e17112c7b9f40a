import { rfc2822, wholeSecondsBetween } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Leg } from '../media/leg.ts'
import { type Call, type CallStatus, type FinalStatus } from './call.ts'
import { callParams } from './call-params.ts'
import { callView } from './call-view.ts'
import { caption } from './captions.ts'

/** Says on the bus that the call, or what it is doing, changed. */
export function announce(exchange: Exchange, call: Call): void {
  call.updatedAt = new Date()
  exchange.bus.emit('call', callView(exchange, call, false))
}

export function setDoing(exchange: Exchange, call: Call, doing: string): void {
  call.doing = doing
  announce(exchange, call)
}

const eventOf: Partial<Record<CallStatus, string>> = {
  initiated: 'initiated',
  ringing: 'ringing',
  'in-progress': 'answered',
}

/** SIP answers that go with an outcome, for `SipResponseCode`. */
const sipCodes: Record<FinalStatus, string> = {
  completed: '200',
  busy: '486',
  failed: '404',
  'no-answer': '487',
  canceled: '487',
}

/** Fires the call's own status callback, when it asked for this event. In order, never waiting. */
function tellStatus(exchange: Exchange, call: Call): void {
  const callback = call.statusCallback
  if (!callback) return
  const event = eventOf[call.status] ?? 'completed'
  if (!callback.events.has(event)) return
  const sequence = call.callbackSequence
  call.callbackSequence += 1
  const ended = call.endedAt
  exchange.webhooks.tell(call.sid, {
    url: callback.url,
    method: callback.method,
    callSid: call.sid,
    params: {
      ...callParams(exchange, call),
      Timestamp: rfc2822(new Date()),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sequence),
      ...(call.status === 'ringing' || call.status === 'in-progress' ? { StirStatus: 'null' } : {}),
      ...(ended
        ? {
            CallDuration: String(call.answeredAt ? wholeSecondsBetween(call.answeredAt, ended) : 0),
            Duration: String(
              call.answeredAt ? Math.ceil(wholeSecondsBetween(call.answeredAt, ended) / 60) : 0,
            ),
            SipResponseCode: sipCodes[finalOf(call)],
          }
        : {}),
    },
  })
}

const finalOf = (call: Call): FinalStatus => {
  const { status } = call
  return status === 'busy' || status === 'failed' || status === 'no-answer' || status === 'canceled'
    ? status
    : 'completed'
}

export function setStatus(
  exchange: Exchange,
  call: Call,
  status: 'initiated' | 'ringing' | 'in-progress',
): void {
  if (call.hasEnded || call.status === status) return
  call.status = status
  exchange.timeline.add('call', `${call.from} → ${call.to}: ${status}`, {}, call.sid)
  tellStatus(exchange, call)
  announce(exchange, call)
}

/** The far end picked up: from now on there is a leg to speak to. */
export function answerCall(exchange: Exchange, call: Call, leg: Leg): void {
  if (call.hasEnded || call.answeredAt) return
  call.leg = leg
  call.answeredAt = new Date()
  leg.onDigit((digit) => {
    caption(exchange, call, 'key', digit, call.from)
    call.press(digit)
  })
  leg.onClosed(() => finishCall(exchange, call, 'completed'))
  setStatus(exchange, call, 'in-progress')
}

/** Answers an inbound call that its instructions have kept ringing so far. */
export function ensureAnswered(exchange: Exchange, call: Call): void {
  if (!call.answeredAt && call.pickUp) answerCall(exchange, call, call.pickUp())
}

/** Ends a call once, whoever ends it; later news changes nothing. */
export function finishCall(exchange: Exchange, call: Call, status: FinalStatus): void {
  if (call.hasEnded) return
  const wasOnlyQueued = call.status === 'queued'
  call.status = status
  call.endedAt = new Date()
  call.doing = ''
  call.stopActivity()
  for (const listener of [...call.endListeners]) listener()
  call.leg?.close()
  caption(exchange, call, 'note', status === 'completed' ? 'Call ended' : `Call ended: ${status}`)
  exchange.timeline.add('call', `${call.from} → ${call.to}: ${status}`, {}, call.sid)
  // A call canceled while still queued fires no status callback.
  if (!(status === 'canceled' && wasOnlyQueued)) tellStatus(exchange, call)
  announce(exchange, call)
}
