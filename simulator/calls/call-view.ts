import { isoOrNull } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Call, Caption } from './call.ts'

export type CallView = {
  sid: string
  parentCallSid: string | null
  from: string
  to: string
  direction: string
  status: string
  phone: string | null
  startedAt: string
  answeredAt: string | null
  endedAt: string | null
  doing: string
  captions: Caption[]
  hasMedia: boolean
}

/** A call as the control API shows it; captions only on request, because they come as events of their own. */
export const callView = (exchange: Exchange, call: Call, withCaptions: boolean): CallView => ({
  sid: call.sid,
  parentCallSid: call.parent?.sid ?? null,
  from: call.from,
  to: call.to,
  direction: call.direction,
  status: call.status,
  phone: call.phone,
  startedAt: call.createdAt.toISOString(),
  answeredAt: isoOrNull(call.answeredAt),
  endedAt: isoOrNull(call.endedAt),
  doing: call.doing,
  captions: withCaptions ? call.captions.slice(-50) : [],
  hasMedia: call.phone !== null && (exchange.phones.get(call.phone)?.hasMedia(call.sid) ?? false),
})
