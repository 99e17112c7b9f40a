import { rfc2822, wholeSecondsBetween } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import {
  averageWaitSeconds,
  createQueue,
  defaultQueueSize,
  type Queue,
  type QueueMember,
} from '../queue/queue.ts'
import { ApiError, notFound } from './api-error.ts'
import { instructionsOf } from './calls.ts'
import { pageOf } from './paging.ts'
import { numberParam } from './params.ts'
import { created, noContent, ok, type RestRequest, type Route } from './route.ts'

const queueUri = (exchange: Exchange, queue: Queue) =>
  `/2010-04-01/Accounts/${exchange.account.accountSid}/Queues/${queue.sid}`

const queueJson = (exchange: Exchange, queue: Queue) => ({
  sid: queue.sid,
  account_sid: exchange.account.accountSid,
  friendly_name: queue.friendlyName,
  current_size: queue.members.length,
  max_size: queue.maxSize,
  average_wait_time: averageWaitSeconds(queue),
  date_created: rfc2822(queue.createdAt),
  date_updated: rfc2822(queue.updatedAt),
  uri: `${queueUri(exchange, queue)}.json`,
  subresource_uris: { members: `${queueUri(exchange, queue)}/Members.json` },
})

const memberJson = (exchange: Exchange, queue: Queue, member: QueueMember) => ({
  call_sid: member.call.sid,
  queue_sid: queue.sid,
  position: queue.members.indexOf(member) + 1,
  wait_time: wholeSecondsBetween(member.enqueuedAt, new Date()),
  date_enqueued: rfc2822(member.enqueuedAt),
  uri: `${queueUri(exchange, queue)}/Members/${member.call.sid}.json`,
})

const findQueue = (request: RestRequest): Queue => {
  const queue = request.exchange.queues.get(request.at('sid'))
  if (!queue) throw notFound(request.fullPath)
  return queue
}

/** A member by CallSid, or `Front`. */
const findMember = (request: RestRequest, queue: Queue): QueueMember => {
  const name = request.at('call')
  const member = name === 'Front' ? queue.members[0] : queue.members.find((one) => one.call.sid === name)
  if (!member) throw notFound(request.fullPath)
  return member
}

export const queueRoutes: Route[] = [
  {
    method: 'GET',
    pattern: '/Queues',
    handle: ({ exchange, params, fullPath }) => {
      const queues = [...exchange.queues.values()].map((queue) => queueJson(exchange, queue))
      return ok(pageOf(queues, { key: 'queues', path: fullPath, params }))
    },
  },
  {
    method: 'POST',
    pattern: '/Queues',
    handle: ({ exchange, params }) => {
      const name = params.one('FriendlyName')
      if (!name) throw new ApiError(400, 22001, 'FriendlyName is required')
      if ([...exchange.queues.values()].some((queue) => queue.friendlyName === name)) {
        throw new ApiError(400, 22003, 'Queue name already taken')
      }
      const maxSize = numberParam(params, 'MaxSize', { fallback: defaultQueueSize, low: 1, high: 5000 })
      return created(queueJson(exchange, createQueue(exchange, name, maxSize)))
    },
  },
  {
    method: 'GET',
    pattern: '/Queues/:sid',
    handle: (request) => ok(queueJson(request.exchange, findQueue(request))),
  },
  {
    method: 'POST',
    pattern: '/Queues/:sid',
    handle: (request) => {
      const queue = findQueue(request)
      queue.friendlyName = request.params.one('FriendlyName') || queue.friendlyName
      queue.maxSize = numberParam(request.params, 'MaxSize', { fallback: queue.maxSize, low: 1, high: 5000 })
      queue.updatedAt = new Date()
      return ok(queueJson(request.exchange, queue))
    },
  },
  {
    method: 'DELETE',
    pattern: '/Queues/:sid',
    handle: (request) => {
      const queue = findQueue(request)
      if (queue.members.length > 0) throw new ApiError(400, 22002, 'Queue is not empty')
      request.exchange.queues.delete(queue.sid)
      return noContent
    },
  },
  {
    method: 'GET',
    pattern: '/Queues/:sid/Members',
    handle: (request) => {
      const queue = findQueue(request)
      const members = queue.members.map((member) => memberJson(request.exchange, queue, member))
      return ok(pageOf(members, { key: 'queue_members', path: request.fullPath, params: request.params }))
    },
  },
  {
    method: 'GET',
    pattern: '/Queues/:sid/Members/:call',
    handle: (request) => {
      const queue = findQueue(request)
      return ok(memberJson(request.exchange, queue, findMember(request, queue)))
    },
  },
  {
    method: 'POST',
    pattern: '/Queues/:sid/Members/:call',
    handle: (request) => {
      const queue = findQueue(request)
      const member = findMember(request, queue)
      const source = instructionsOf(request.params)
      if (!source) throw new ApiError(400, 21205, 'Url parameter is required.')
      const json = memberJson(request.exchange, queue, member)
      member.leave({ result: 'redirected', source })
      return ok({ ...json, position: 0 })
    },
  },
]
