/**
 * Delivery of one text. (Twilio's own words in brackets.)
 *
 *   out   queued ──► sending [accepted, queued, sending] ──► sent [sent] ──► delivered [delivered, read]
 *            │           │                                     └────────────► undelivered [undelivered]
 *            └───────────┴──► failed [failed, canceled] or refused before it left
 *   in    received
 *   note  note            never leaves the house
 *
 * Status callbacks may arrive late and out of order (Twilio, as of 2026-11): news never moves a text backwards,
 * and a final state absorbs everything after it.
 */
import type { MessageStatus } from './records.ts'

const rank: Record<MessageStatus, number> = {
  note: 9,
  received: 9,
  queued: 0,
  sending: 1,
  sent: 2,
  delivered: 3,
  undelivered: 3,
  failed: 3,
}

/** Our word for Twilio's, or null for one we do not know (it is then ignored). */
export function readMessageStatus(twilioStatus: string): MessageStatus | null {
  switch (twilioStatus) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
      return 'sending'
    case 'sent':
      return 'sent'
    case 'delivered':
    case 'read':
      return 'delivered'
    case 'undelivered':
      return 'undelivered'
    case 'failed':
    case 'canceled':
      return 'failed'
    default:
      return null
  }
}

/** The status after this news. */
export const afterNews = (current: MessageStatus, news: MessageStatus): MessageStatus =>
  rank[news] > rank[current] ? news : current
