import { callParams } from '../../calls/call-params.ts'
import { playHoldMusic } from '../../calls/prompts.ts'
import { wholeSecondsBetween } from '../../core/dates.ts'
import { Interrupted, unlessAborted } from '../../core/waiting.ts'
import {
  averageWaitSeconds,
  joinQueue,
  type Queue,
  type QueueExit,
  type QueueMember,
  queueNamed,
  removeMember,
} from '../../queue/queue.ts'
import { absoluteUrl, method, wholeNumber } from '../attributes.ts'
import { ApplicationError, type Context, goOn, type Step, type VerbHandler } from '../context.ts'
import type { TwimlElement } from '../parse.ts'

/** Verbs a waitUrl document may use (https://www.twilio.com/docs/voice/twiml/enqueue, as of 2026-11). */
const waitVerbs = ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'] as const

/**
 * Waits in a queue with the waitUrl's document repeated, until taken (Dial Queue, REST), sent out (Leave) or gone.
 * The action URL hears how it ended; its answer counts only where the call is still here to follow it.
 */
export const enqueue: VerbHandler = async (element, context) => {
  const { exchange, call, signal } = context
  const name = element.text
  if (name === '' || name.length > 64) {
    exchange.timeline.complain(
      `<Enqueue> needs a queue name of 1 to 64 characters, not "${name}"`,
      {},
      call.sid,
    )
    return finish(element, context, { result: 'system-error' }, {})
  }
  const queue = queueNamed(exchange, name)
  queue.maxSize = wholeNumber(element, 'maxQueueSize', context, {
    fallback: queue.maxSize,
    low: 1,
    high: 5000,
  })
  if (queue.members.length >= queue.maxSize) return finish(element, context, { result: 'queue-full' }, {})
  const member = joinQueue(exchange, queue, call, signal)
  const waited = () => ({
    QueueSid: queue.sid,
    QueueTime: String(wholeSecondsBetween(member.enqueuedAt, new Date())),
  })
  const listening = new AbortController()
  try {
    const wait = waitLoop({
      element,
      context,
      queue,
      member,
      signal: AbortSignal.any([signal, listening.signal]),
    })
    const exit = await unlessAborted(Promise.race([member.exit, wait]), signal)
    if (exit === 'hangup') {
      removeMember(exchange, queue, member)
      return { kind: 'hangup' }
    }
    listening.abort()
    const facts = waited()
    if (exit.result === 'bridged') await exit.bridge(member)
    return await finish(element, context, exit, facts)
  } catch (error) {
    if (error instanceof Interrupted)
      tellAction(element, context, call.hasEnded ? 'hangup' : 'redirected', waited())
    throw error
  } finally {
    listening.abort()
    removeMember(exchange, queue, member)
  }
}

export const leave: VerbHandler = async () => ({ kind: 'leave' })

type Wait = {
  element: TwimlElement
  context: Context
  queue: Queue
  member: QueueMember
  signal: AbortSignal
}

/** The wait document over and over, with fresh figures each time. Resolves only to leave or hang up. */
async function waitLoop(wait: Wait): Promise<QueueExit | 'hangup'> {
  const { element, context, queue, member, signal } = wait
  const { exchange, call } = context
  const first = absoluteUrl(element.attributes['waitUrl'], context)
  try {
    if (!first) await playHoldMusic(exchange, call, signal)
    const waitMethod = method(element, 'waitUrlMethod', context)
    let next = { url: first ?? '', method: waitMethod, params: {} }
    for (;;) {
      const startedAt = Date.now()
      const document = await unlessAborted(
        context.obtain({ ...next, params: { ...figures(queue, member), ...next.params } }),
        signal,
      )
      const step = await context.runWithin(document, { allowed: waitVerbs, signal })
      if (step.kind === 'hangup') return 'hangup'
      if (step.kind === 'leave') {
        removeMember(exchange, queue, member)
        return { result: 'leave' }
      }
      next =
        step.kind === 'goto' && 'url' in step.source
          ? { params: {}, ...step.source }
          : { url: first ?? '', method: waitMethod, params: {} }
      // A document without sound would be asked for again at once, for ever.
      if (step.kind === 'continue' && Date.now() - startedAt < 20) {
        await unlessAborted(new Promise((resolve) => setTimeout(resolve, exchange.pace.seconds(1))), signal)
      }
    }
  } catch (error) {
    // Taken out of the queue: the one who took the member has settled how it ended.
    if (error instanceof Interrupted) return member.exit
    if (!(error instanceof ApplicationError)) throw error
    return { result: 'system-error' }
  }
}

const figures = (queue: Queue, member: QueueMember): Record<string, string> => ({
  QueuePosition: String(queue.members.indexOf(member) + 1),
  QueueSid: queue.sid,
  QueueTime: String(wholeSecondsBetween(member.enqueuedAt, new Date())),
  AvgQueueTime: String(averageWaitSeconds(queue)),
  CurrentQueueSize: String(queue.members.length),
  MaxQueueSize: String(queue.maxSize),
})

async function finish(
  element: TwimlElement,
  context: Context,
  exit: QueueExit,
  facts: Record<string, string>,
): Promise<Step> {
  if (exit.result === 'redirected') {
    tellAction(element, context, exit.result, facts)
    return { kind: 'goto', source: exit.source }
  }
  const action = absoluteUrl(element.attributes['action'], context)
  if (!action) return goOn
  const params = { QueueResult: exit.result, ...facts }
  return { kind: 'goto', source: { url: action, method: method(element, 'method', context), params } }
}

/** The call is elsewhere or over: the action URL is still told, and its answer ignored. */
function tellAction(
  element: TwimlElement,
  context: Context,
  result: string,
  facts: Record<string, string>,
): void {
  const action = absoluteUrl(element.attributes['action'], context)
  if (!action) return
  const { exchange, call } = context
  exchange.webhooks.tell(`${call.sid}/queue`, {
    url: action,
    method: method(element, 'method', context),
    callSid: call.sid,
    params: { ...callParams(exchange, call), QueueResult: result, ...facts },
  })
}
