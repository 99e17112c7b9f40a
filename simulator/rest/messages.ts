import { rfc2822, rfc2822OrNull } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Message } from '../messages/message.ts'
import { sendMessage } from '../messages/send.ts'
import { ApiError, notFound } from './api-error.ts'
import { pageOf } from './paging.ts'
import { dateFilter, urlParam } from './params.ts'
import { checkTextFrom, checkTextTo, isUkLandline } from './phone-numbers.ts'
import { created, noContent, ok, type RestRequest, type Route } from './route.ts'

/** Twilio's limit, counted in UTF-16 units as its API does. */
const longestBody = 1600

const messageJson = (exchange: Exchange, message: Message) => {
  const uri = `/2010-04-01/Accounts/${exchange.account.accountSid}/Messages/${message.sid}`
  return {
    sid: message.sid,
    account_sid: exchange.account.accountSid,
    messaging_service_sid: null,
    from: message.from,
    to: message.to,
    body: message.body,
    status: message.status,
    direction: message.direction,
    num_segments: String(message.numSegments),
    num_media: String(message.media.length),
    error_code: message.errorCode,
    error_message: message.errorMessage,
    price: null,
    price_unit: 'USD',
    api_version: '2010-04-01',
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    date_sent: rfc2822OrNull(message.sentAt),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  }
}

const findMessage = (request: RestRequest): Message => {
  const message = request.exchange.messages.get(request.at('sid'))
  if (!message) throw notFound(request.fullPath)
  return message
}

function createMessage({ exchange, params }: RestRequest) {
  const to = checkTextTo(params.one('To'))
  const from = checkTextFrom(exchange, params.one('From'))
  const body = params.one('Body') ?? ''
  if (body === '' && params.all('MediaUrl').length === 0)
    throw new ApiError(400, 21602, 'Message body is required.')
  if (body.length > longestBody) {
    throw new ApiError(400, 21617, 'The concatenated message body exceeds the 1600 character limit')
  }
  if (to === from) throw new ApiError(400, 21266, "'To' and 'From' number cannot be the same")
  if (isUkLandline(to)) throw new ApiError(400, 21614, `'To' number is not a valid mobile number: ${to}`)
  if (exchange.optedOut.has(`${from} ${to}`) || exchange.optedOut.has(`* ${to}`)) {
    throw new ApiError(400, 21610, 'Attempt to send to unsubscribed recipient')
  }
  const url = urlParam(params, 'StatusCallback')
  const message = sendMessage(exchange, {
    from,
    to,
    body,
    statusCallback: url ? { url, method: 'POST' } : null,
  })
  return created(messageJson(exchange, message))
}

export const messageRoutes: Route[] = [
  { method: 'POST', pattern: '/Messages', handle: createMessage },
  {
    method: 'GET',
    pattern: '/Messages',
    handle: ({ exchange, params, fullPath }) => {
      const to = params.one('To')
      const from = params.one('From')
      const isWanted = dateFilter(params, 'DateSent')
      const messages = [...exchange.messages.values()]
        .filter((message) => (!to || message.to === to) && (!from || message.from === from))
        .filter((message) => isWanted(message.sentAt ?? message.createdAt))
        .reverse()
        .map((message) => messageJson(exchange, message))
      return ok(pageOf(messages, { key: 'messages', path: fullPath, params }))
    },
  },
  {
    method: 'GET',
    pattern: '/Messages/:sid',
    handle: (request) => ok(messageJson(request.exchange, findMessage(request))),
  },
  {
    method: 'POST',
    pattern: '/Messages/:sid',
    handle: (request) => {
      const message = findMessage(request)
      // Redaction: the only change Twilio allows to a sent text is an empty body.
      if (request.params.one('Body') === '') message.body = ''
      return ok(messageJson(request.exchange, message))
    },
  },
  {
    method: 'DELETE',
    pattern: '/Messages/:sid',
    handle: (request) => {
      request.exchange.messages.delete(findMessage(request).sid)
      return noContent
    },
  },
  {
    method: 'GET',
    pattern: '/Messages/:sid/Media',
    handle: (request) => {
      const { exchange, params, fullPath } = request
      const message = findMessage(request)
      const list = message.media.map((medium) => ({
        sid: medium.sid,
        account_sid: exchange.account.accountSid,
        parent_sid: message.sid,
        content_type: medium.contentType,
        date_created: rfc2822(message.createdAt),
        date_updated: rfc2822(message.createdAt),
        uri: `${fullPath.replace(/\.json$/, '')}/${medium.sid}.json`,
      }))
      return ok(pageOf(list, { key: 'media_list', path: fullPath, params }))
    },
  },
  {
    method: 'GET',
    pattern: '/Messages/:sid/Media/:media',
    handle: (request) => {
      const medium = request.exchange.media.get(request.at('media'))
      if (!medium || medium.messageSid !== request.at('sid')) throw notFound(request.fullPath)
      return { status: 200, file: medium.content, contentType: medium.contentType }
    },
  },
  {
    method: 'DELETE',
    pattern: '/Messages/:sid/Media/:media',
    handle: (request) => {
      if (!request.exchange.media.delete(request.at('media'))) throw notFound(request.fullPath)
      return noContent
    },
  },
]
