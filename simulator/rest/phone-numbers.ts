import type { Exchange } from '../core/exchange.ts'
import { ApiError } from './api-error.ts'

const e164 = /^\+[1-9]\d{6,14}$/

/** Who a call may go to: a number in E.164 form or a softphone. */
export function checkCallTo(to: string | undefined): string {
  if (!to) throw new ApiError(400, 21201, "No 'To' number is specified")
  if (to.startsWith('client:') && to.length > 'client:'.length) return to
  if (!e164.test(to)) throw new ApiError(400, 21211, `Invalid 'To' Phone Number: ${to}`)
  return to
}

/** A caller ID must be one of the account's numbers; towards a softphone it may be anything Twilio can show. */
export function checkCallerId(exchange: Exchange, from: string | undefined, to: string): string {
  if (!from) throw new ApiError(400, 21213, "'From' phone number required")
  if (exchange.numbers.has(from)) return from
  if (to.startsWith('client:') && (from.startsWith('client:') || e164.test(from))) return from
  if (!e164.test(from)) throw new ApiError(400, 21212, `Invalid 'From' Phone Number: ${from}`)
  throw new ApiError(
    400,
    21210,
    `The source phone number provided, ${from}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`,
  )
}

/** Numbers a text cannot reach: UK geographic, non-geographic and freephone ranges. */
export const isUkLandline = (number: string): boolean => /^\+44(?!7)/.test(number)

export function checkTextTo(to: string | undefined): string {
  if (!to) throw new ApiError(400, 21604, "A 'To' phone number is required.")
  if (!e164.test(to)) throw new ApiError(400, 21211, `Invalid 'To' Phone Number: ${to}`)
  return to
}

export function checkTextFrom(exchange: Exchange, from: string | undefined): string {
  if (!from) throw new ApiError(400, 21603, "A 'From' phone number is required.")
  const number = exchange.numbers.get(from)
  if (number?.smsUrl) return from
  // Alphanumeric senders: up to 11 characters with at least one letter; one-way.
  if (/^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(from)) return from
  if (!e164.test(from)) throw new ApiError(400, 21212, `Invalid 'From' Phone Number: ${from}`)
  throw new ApiError(
    400,
    21606,
    `The 'From' phone number ${from} is not a valid, SMS-capable inbound phone number or short code for your account.`,
  )
}
