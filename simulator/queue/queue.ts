import type { Call } from '../calls/call.ts'
import { wholeSecondsBetween } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import { newSid } from '../core/sid.ts'
import { deferred } from '../core/waiting.ts'
import type { Source } from '../twiml/context.ts'

/** How a wait ended. The words of `QueueResult`; hanging up and REST redirects of the call end it from outside. */
export type QueueExit =
  | { result: 'leave' }
  | { result: 'redirected'; source: Source }
  | { result: 'bridged'; bridge: (member: QueueMember) => Promise<void> }
  | { result: 'queue-full' }
  | { result: 'system-error' }

export type QueueMember = {
  call: Call
  enqueuedAt: Date
  /** Aborts when the member's call is redirected or ends. */
  signal: AbortSignal
  exit: Promise<QueueExit>
  leave: (exit: QueueExit) => void
}

export type Queue = {
  sid: string
  friendlyName: string
  maxSize: number
  createdAt: Date
  updatedAt: Date
  members: QueueMember[]
  /** Waits of those who have left, for AvgQueueTime. */
  pastWaitsSeconds: number[]
}

/** Twilio's default; the most is 5000 (https://www.twilio.com/docs/voice/api/queue-resource, as of 2026-11). */
export const defaultQueueSize = 1000

export function createQueue(exchange: Exchange, friendlyName: string, maxSize = defaultQueueSize): Queue {
  const now = new Date()
  const queue: Queue = {
    sid: newSid('QU'),
    friendlyName,
    maxSize,
    createdAt: now,
    updatedAt: now,
    members: [],
    pastWaitsSeconds: [],
  }
  exchange.queues.set(queue.sid, queue)
  return queue
}

export const queueNamed = (exchange: Exchange, name: string): Queue =>
  [...exchange.queues.values()].find((queue) => queue.friendlyName === name) ?? createQueue(exchange, name)

/** Joins at the end; `exit` settles when somebody takes or sends the member away. */
export function joinQueue(exchange: Exchange, queue: Queue, call: Call, signal: AbortSignal): QueueMember {
  const { promise, resolve } = deferred<QueueExit>()
  const member: QueueMember = {
    call,
    enqueuedAt: new Date(),
    signal,
    exit: promise,
    leave: (exit) => {
      if (removeMember(exchange, queue, member)) resolve(exit)
    },
  }
  queue.members.push(member)
  exchange.timeline.add(
    'queue',
    `${call.from} waits in ${queue.friendlyName}`,
    { queueSid: queue.sid },
    call.sid,
  )
  announceQueue(exchange, queue)
  return member
}

/** Takes a member out; false when they had left before. */
export function removeMember(exchange: Exchange, queue: Queue, member: QueueMember): boolean {
  const at = queue.members.indexOf(member)
  if (at < 0) return false
  queue.members.splice(at, 1)
  queue.pastWaitsSeconds.push(wholeSecondsBetween(member.enqueuedAt, new Date()))
  exchange.timeline.add(
    'queue',
    `${member.call.from} left ${queue.friendlyName}`,
    { queueSid: queue.sid },
    member.call.sid,
  )
  announceQueue(exchange, queue)
  return true
}

export const averageWaitSeconds = (queue: Queue): number =>
  queue.pastWaitsSeconds.length === 0
    ? 0
    : Math.round(queue.pastWaitsSeconds.reduce((sum, wait) => sum + wait, 0) / queue.pastWaitsSeconds.length)

export const queueView = (queue: Queue) => ({
  sid: queue.sid,
  name: queue.friendlyName,
  members: queue.members.map((member, at) => ({
    callSid: member.call.sid,
    from: member.call.from,
    position: at + 1,
    waitSeconds: wholeSecondsBetween(member.enqueuedAt, new Date()),
  })),
})

function announceQueue(exchange: Exchange, queue: Queue): void {
  queue.updatedAt = new Date()
  exchange.bus.emit('queue', queueView(queue))
}
