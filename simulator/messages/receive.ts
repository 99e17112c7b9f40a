import type { Exchange } from '../core/exchange.ts'
import { newSid } from '../core/sid.ts'
import { parseMessagingTwiml } from '../twiml/parse-messaging.ts'
import type { Message } from './message.ts'
import { messageView } from './message.ts'
import { countSegments } from './segments.ts'
import { sendMessage } from './send.ts'

export type Photo = { contentType: string; content: Buffer }

/** Twilio's default words on long codes (https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out, as of 2026-11). */
const stopWords = new Set(['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'])
const startWords = new Set(['START', 'UNSTOP', 'YES'])

/** Somebody texts one of the product's numbers: keeps the photos, tells the webhook, follows its answer. */
export async function receiveMessage(
  exchange: Exchange,
  options: { from: string; to: string; body: string; photos?: readonly Photo[] },
): Promise<Message> {
  const { from, to, body, photos = [] } = options
  const now = new Date()
  const message: Message = {
    sid: newSid(photos.length > 0 ? 'MM' : 'SM'),
    direction: 'inbound',
    from,
    to,
    body,
    status: 'received',
    errorCode: null,
    errorMessage: null,
    numSegments: countSegments(body),
    media: [],
    statusCallback: null,
    createdAt: now,
    updatedAt: now,
    sentAt: now,
  }
  for (const photo of photos) {
    const sid = newSid('ME')
    exchange.media.set(sid, { sid, messageSid: message.sid, createdAt: now, ...photo })
    message.media.push({ sid, contentType: photo.contentType })
  }
  exchange.messages.set(message.sid, message)
  exchange.timeline.add('message', `${from} texts ${to}`, { messageSid: message.sid })
  exchange.bus.emit('message', messageView(message))
  noteOptOut(exchange, from, to, body)
  await tellProduct(exchange, message)
  return message
}

/** The keyword is the whole text, whatever its case or surrounding white space. */
function noteOptOut(exchange: Exchange, from: string, to: string, body: string): void {
  const word = body.trim().toUpperCase()
  const pair = `${to} ${from}`
  if (stopWords.has(word)) exchange.optedOut.add(pair)
  if (startWords.has(word)) exchange.optedOut.delete(pair)
}

export function messageParams(exchange: Exchange, message: Message): Record<string, string> {
  const account = exchange.account.accountSid
  const media = message.media.flatMap(({ sid, contentType }, at) => [
    [
      `MediaUrl${at}`,
      `${exchange.ownUrl()}/2010-04-01/Accounts/${account}/Messages/${message.sid}/Media/${sid}`,
    ],
    [`MediaContentType${at}`, contentType],
  ])
  const country = (side: 'From' | 'To', number: string) =>
    number.startsWith('+')
      ? {
          [`${side}City`]: '',
          [`${side}State`]: '',
          [`${side}Zip`]: '',
          [`${side}Country`]: number.startsWith('+44') ? 'GB' : '',
        }
      : {}
  return {
    MessageSid: message.sid,
    SmsSid: message.sid,
    SmsMessageSid: message.sid,
    AccountSid: account,
    From: message.from,
    To: message.to,
    Body: message.body,
    NumMedia: String(message.media.length),
    NumSegments: String(message.numSegments),
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
    ...country('From', message.from),
    ...country('To', message.to),
    ...Object.fromEntries(media),
  }
}

async function tellProduct(exchange: Exchange, message: Message): Promise<void> {
  const number = exchange.numbers.get(message.to)
  if (!number?.smsUrl)
    return exchange.timeline.complain(`${message.to} has no messaging URL`, { messageSid: message.sid })
  const params = messageParams(exchange, message)
  let reply = await exchange.webhooks.ask({ url: number.smsUrl, method: 'POST', params })
  if (!reply.ok && number.smsFallbackUrl) {
    reply = await exchange.webhooks.ask({
      url: number.smsFallbackUrl,
      method: 'POST',
      params: { ...params, ErrorCode: String(reply.errorCode), ErrorUrl: number.smsUrl },
    })
  }
  if (!reply.ok || reply.body.trim() === '') return
  const parsed = parseMessagingTwiml(reply.body, reply.contentType)
  if (!parsed.ok) {
    exchange.timeline.complain(`${parsed.errorCode}: ${parsed.message}`, {
      url: reply.url,
      body: reply.body.slice(0, 4000),
    })
    return
  }
  for (const warning of parsed.warnings)
    exchange.timeline.complain(warning, { url: reply.url, twiml: reply.body })
  for (const text of parsed.messages) {
    sendMessage(exchange, {
      from: message.to,
      to: message.from,
      body: text,
      statusCallback: null,
      direction: 'outbound-reply',
    })
  }
}
