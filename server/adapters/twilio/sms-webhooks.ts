/** The text webhooks. Replies to members go out as ordinary queued texts, so what Twilio gets back is always empty. */
import { z } from 'zod'
import { alertTextNews } from '../../commands/alert-texted.ts'
import { receiveText } from '../../commands/receive-text.ts'
import { recordMessageStatus, textHandedOver } from '../../commands/text-delivery.ts'
import type { FormFields } from './signature.ts'
import { emptyReply } from './twiml.ts'
import { blankable, end, sid, type Webhook, webhook, wholeNumber } from './webhook.ts'

/** Twilio's own limit: https://www.twilio.com/docs/messaging/api/media-resource (as of 2026-11). */
const maxMedia = 10

const incoming = webhook(
  {
    form: {
      MessageSid: sid,
      From: end,
      To: end,
      Body: z.string().optional(),
      NumMedia: blankable(wholeNumber),
    },
  },
  (text, { fields }) => {
    const media = mediaOf(fields, Math.min(text.NumMedia ?? 0, maxMedia))
    if (text.Body === undefined && media.length === 0) return { problem: 'Body is missing.' }
    return {
      repeat: 'found-by-unit',
      unit: async (stores, env) => {
        await receiveText(stores, env, {
          messageSid: text.MessageSid,
          from: text.From,
          to: text.To,
          body: text.Body ?? '',
          media,
        })
        return emptyReply
      },
    }
  },
)

/** https://www.twilio.com/docs/messaging/api/message-resource#message-status-values (as of 2026-11). */
const messageStatus = z.enum([
  'accepted',
  'scheduled',
  'canceled',
  'queued',
  'sending',
  'sent',
  'failed',
  'delivered',
  'undelivered',
  'receiving',
  'received',
  'read',
  'partially_delivered',
])

/**
 * The URL carries our id of the message: news can overtake the answer to the request that sent it, or that answer may
 * never have come. Either way the text was taken, and this is how we learn its sid.
 */
const status = webhook(
  {
    form: {
      MessageSid: sid,
      MessageStatus: messageStatus,
      ErrorCode: blankable(wholeNumber),
      messageId: sid.optional(),
      raisings: z.string().max(2_000).optional(),
    },
    query: ['messageId', 'raisings'],
  },
  ({ MessageSid: messageSid, MessageStatus, ErrorCode, messageId, raisings }) => ({
    repeat: { key: `sms-status:${messageSid}:${MessageStatus}` },
    unit: async (stores, env) => {
      if (raisings !== undefined) {
        await alertTextNews(stores, env, { raisingIds: raisings.split(' '), status: MessageStatus })
        return emptyReply
      }
      if (messageId !== undefined && (await stores.messages.bySid(messageSid)) === null) {
        await textHandedOver(stores, env, { messageId, messageSid, status: 'queued' })
      }
      await recordMessageStatus(stores, env, {
        messageSid,
        status: MessageStatus,
        errorCode: ErrorCode ?? null,
      })
      return emptyReply
    },
  }),
)

/** The fallback is a second try of the same text with the same sid: it is stored once, whichever got through. */
export const smsWebhooks: Readonly<Record<string, Webhook>> = {
  '/twilio/sms': incoming,
  '/twilio/sms/fallback': incoming,
  '/twilio/sms/status': status,
}

function mediaOf(fields: FormFields, count: number): { url: string; contentType: string }[] {
  const media: { url: string; contentType: string }[] = []
  for (let i = 0; i < count; i++) {
    const url = fields.get(`MediaUrl${i}`)?.[0]
    const contentType = fields.get(`MediaContentType${i}`)?.[0] ?? 'application/octet-stream'
    if (url && url.length <= 2048 && URL.canParse(url))
      media.push({ url, contentType: contentType.slice(0, 128) })
  }
  return media
}
