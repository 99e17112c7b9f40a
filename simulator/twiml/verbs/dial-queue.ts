import { bridgeCalls } from '../../calls/bridge.ts'
import { wholeSecondsBetween } from '../../core/dates.ts'
import { deferred, pause, unlessAborted, waitUntil } from '../../core/waiting.ts'
import { type QueueMember, queueNamed } from '../../queue/queue.ts'
import { absoluteUrl, method, wholeNumber } from '../attributes.ts'
import { ApplicationError, type Context } from '../context.ts'
import { obtain } from '../obtain.ts'
import type { TwimlElement } from '../parse.ts'
import type { DialOutcome } from './dial.ts'

/** Takes the first in the queue, waiting for one if it is empty; the `url` document plays to the member first. */
export async function dialQueue(
  dialElement: TwimlElement,
  element: TwimlElement,
  context: Context,
): Promise<DialOutcome> {
  const { exchange, call, signal } = context
  const queue = queueNamed(exchange, element.text)
  const timeoutMs = exchange.pace.seconds(
    wholeNumber(dialElement, 'timeout', context, { fallback: 30, low: 1 }),
  )
  const first = waitUntil(exchange.bus, {
    check: () => queue.members[0],
    timeoutMs,
    describe: () => 'nobody in the queue',
  }).catch(() => null)
  const member = await unlessAborted(first, signal)
  if (!member) return { status: 'no-answer', facts: {} }
  const over = deferred<void>()
  const startedAt = new Date()
  member.leave({
    result: 'bridged',
    bridge: async () => {
      try {
        await greet(element, context, member, queue.sid)
        await bridgeCalls(exchange, [call, member.call], { signals: [signal, member.signal] })
      } finally {
        over.resolve()
      }
    },
  })
  await unlessAborted(over.promise, signal)
  await pause(0, signal)
  return {
    status: 'completed',
    facts: {
      DialCallSid: member.call.sid,
      DialCallDuration: String(wholeSecondsBetween(startedAt, new Date())),
      DialBridged: 'true',
    },
  }
}

/** What the member hears before being connected. `DequeingCallSid` is spelt as Twilio spells it. */
async function greet(
  element: TwimlElement,
  context: Context,
  member: QueueMember,
  queueSid: string,
): Promise<void> {
  const url = absoluteUrl(element.attributes['url'], context)
  if (!url) return
  const { exchange, call } = context
  try {
    const document = await obtain(exchange, member.call, {
      url,
      method: method(element, 'method', context),
      params: {
        QueueSid: queueSid,
        QueueTime: String(wholeSecondsBetween(member.enqueuedAt, new Date())),
        DequeingCallSid: call.sid,
      },
    })
    await context.runWithin(document, {
      allowed: ['Play', 'Say', 'Pause', 'Redirect'],
      signal: member.signal,
      call: member.call,
    })
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error
  }
}
