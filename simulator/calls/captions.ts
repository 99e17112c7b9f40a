import type { Exchange } from '../core/exchange.ts'
import type { Call, CaptionKind } from './call.ts'

let lastId = 0

/** Writes down what the party on this call hears (or pressed), with the time. */
export function caption(
  exchange: Exchange,
  call: Call,
  kind: CaptionKind,
  text: string,
  by: string | null = null,
): void {
  lastId += 1
  const entry = { id: lastId, at: new Date().toISOString(), callSid: call.sid, kind, text, by }
  call.captions.push(entry)
  exchange.bus.emit('caption', entry)
}
