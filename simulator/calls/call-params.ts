import type { Exchange } from '../core/exchange.ts'
import type { Call } from './call.ts'

/** Country from the dialling code; towns are not guessed (Twilio leaves them empty for UK numbers). */
const geography = (side: 'From' | 'To' | 'Caller' | 'Called', number: string): Record<string, string> => {
  if (!/^\+\d{7,}$/.test(number)) return {}
  const country = number.startsWith('+44') ? 'GB' : number.startsWith('+1') ? 'US' : ''
  return { [`${side}City`]: '', [`${side}State`]: '', [`${side}Zip`]: '', [`${side}Country`]: country }
}

/** What every voice webhook carries (https://www.twilio.com/docs/voice/twiml, as of 2026-11). */
export function callParams(exchange: Exchange, call: Call): Record<string, string> {
  return {
    CallSid: call.sid,
    AccountSid: exchange.account.accountSid,
    From: call.from,
    To: call.to,
    CallStatus: call.status,
    ApiVersion: '2010-04-01',
    Direction: call.direction,
    Caller: call.from,
    Called: call.to,
    ...geography('From', call.from),
    ...geography('To', call.to),
    ...geography('Caller', call.from),
    ...geography('Called', call.to),
    ...(call.direction === 'inbound' && call.from.startsWith('+') ? { StirVerstat: 'No-TN-Validation' } : {}),
    ...(call.parent ? { ParentCallSid: call.parent.sid } : {}),
  }
}
