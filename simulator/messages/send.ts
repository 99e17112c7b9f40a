import type { Exchange } from '../core/exchange.ts'
import { newSid } from '../core/sid.ts'
import { fateOf } from '../phones/sentinels.ts'
import { type Message, type MessageStatus, messageView } from './message.ts'
import { countSegments } from './segments.ts'

const explanations: Record<number, string> = {
  30003: 'Unreachable destination handset',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
}

/** The product texts somebody. Returns at `queued`; sending, sent and the receipt follow. */
export function sendMessage(
  exchange: Exchange,
  options: Pick<Message, 'from' | 'to' | 'body' | 'statusCallback'> & {
    direction?: 'outbound-api' | 'outbound-reply'
  },
): Message {
  const now = new Date()
  const message: Message = {
    sid: newSid('SM'),
    direction: options.direction ?? 'outbound-api',
    from: options.from,
    to: options.to,
    body: options.body,
    status: 'queued',
    errorCode: null,
    errorMessage: null,
    numSegments: countSegments(options.body),
    media: [],
    statusCallback: options.statusCallback,
    createdAt: now,
    updatedAt: now,
    sentAt: null,
  }
  exchange.messages.set(message.sid, message)
  exchange.timeline.add('message', `${message.from} texts ${message.to}`, { messageSid: message.sid })
  exchange.bus.emit('message', messageView(message))
  void progress(exchange, message)
  return message
}

async function progress(exchange: Exchange, message: Message): Promise<void> {
  const step = () =>
    new Promise<void>((resolve) => setTimeout(resolve, exchange.pace.speed === 'fast' ? 10 : 300))
  await step()
  move(exchange, message, 'queued')
  await step()
  move(exchange, message, 'sending')
  await step()
  message.sentAt = new Date()
  move(exchange, message, 'sent')
  const fate = fateOf(message.to)
  if (fate.status === 'sent') return
  await step()
  if (fate.status === 'undelivered') {
    message.errorCode = fate.errorCode
    message.errorMessage = explanations[fate.errorCode] ?? null
  }
  move(exchange, message, fate.status)
}

function move(exchange: Exchange, message: Message, status: MessageStatus): void {
  message.status = status
  message.updatedAt = new Date()
  exchange.bus.emit('message', messageView(message))
  if (!message.statusCallback) return
  exchange.webhooks.tell(message.sid, {
    url: message.statusCallback.url,
    method: message.statusCallback.method,
    params: {
      MessageSid: message.sid,
      SmsSid: message.sid,
      MessageStatus: status,
      SmsStatus: status,
      AccountSid: exchange.account.accountSid,
      From: message.from,
      To: message.to,
      ApiVersion: '2010-04-01',
      ...(message.errorCode ? { ErrorCode: String(message.errorCode) } : {}),
      ...(message.errorMessage ? { ErrorMessage: message.errorMessage } : {}),
    },
  })
}
