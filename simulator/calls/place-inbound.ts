import type { Exchange } from '../core/exchange.ts'
import { type Phone, phoneFor } from '../phones/phone.ts'
import { runCall } from '../twiml/run-call.ts'
import { Call } from './call.ts'
import { announce } from './call-status.ts'

/** Somebody dials one of the product's numbers. Returns at once; the call goes on by its own instructions. */
export function placeInboundCall(
  exchange: Exchange,
  options: { from: string; to: string },
): { call: Call; phone: Phone } | { refused: string } {
  const number = exchange.numbers.get(options.to)
  if (!number) return { refused: `${options.to} is not one of the product's numbers` }
  const phone = phoneFor(exchange, options.from)
  const call = new Call({
    from: options.from,
    to: number.phoneNumber,
    direction: 'inbound',
    phoneNumberSid: number.sid,
    fallbackUrl: number.voiceFallbackUrl,
    statusCallback: number.statusCallback
      ? { url: number.statusCallback, method: 'POST', events: new Set(['completed']) }
      : null,
  })
  call.phone = phone.number
  exchange.calls.set(call.sid, call)
  exchange.timeline.add('call', `${call.from} rings ${call.to}`, {}, call.sid)
  announce(exchange, call)
  call.pickUp = () => phone.legOf(call)
  void runCall(exchange, call, { url: number.voiceUrl, method: 'POST' })
  return { call, phone }
}
