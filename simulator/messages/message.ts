export type MessageStatus =
  | 'accepted'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'receiving'
  | 'received'
  | 'canceled'

export type MessageMedia = { sid: string; contentType: string }

export type Message = {
  sid: string
  direction: 'inbound' | 'outbound-api' | 'outbound-reply'
  from: string
  to: string
  body: string
  status: MessageStatus
  errorCode: number | null
  errorMessage: string | null
  numSegments: number
  media: MessageMedia[]
  statusCallback: { url: string; method: 'GET' | 'POST' } | null
  createdAt: Date
  updatedAt: Date
  sentAt: Date | null
}

export type MessageView = {
  sid: string
  direction: 'inbound' | 'outbound-api'
  from: string
  to: string
  body: string
  status: string
  errorCode: number | null
  media: { contentType: string; url: string }[]
  at: string
}

export const messageView = (message: Message): MessageView => ({
  sid: message.sid,
  direction: message.direction === 'inbound' ? 'inbound' : 'outbound-api',
  from: message.from,
  to: message.to,
  body: message.body,
  status: message.status,
  errorCode: message.errorCode,
  media: message.media.map(({ sid, contentType }) => ({ contentType, url: `/control/media/${sid}` })),
  at: message.createdAt.toISOString(),
})
