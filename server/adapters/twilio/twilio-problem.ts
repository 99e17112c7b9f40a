/**
 * What went wrong with a request to Twilio, sorted by what to do about it.
 *
 *   gone          the call, conference or recording is over: nothing left to do
 *   refused       Twilio says no and will go on saying so (a landline, an opted-out number): do not repeat
 *   busy          too many requests: later
 *   unauthorised  our credentials are refused: later, and somebody has to be told
 *   outage        no answer or a server error: later; it may have been done all the same
 *   not-asked     the breaker is open, nothing was sent
 *
 * Codes: https://www.twilio.com/docs/api/errors (as of 2026-11).
 */
import twilio from 'twilio'

export type TwilioProblemKind = 'gone' | 'refused' | 'busy' | 'unauthorised' | 'outage' | 'not-asked'

export class TwilioProblem extends Error {
  readonly kind: TwilioProblemKind
  /** Twilio's error code, when it gave one. */
  readonly code: number | null

  constructor(kind: TwilioProblemKind, code: number | null, cause?: unknown) {
    super(code === null ? kind : `${kind} (Twilio error ${code})`, { cause })
    this.name = 'TwilioProblem'
    this.kind = kind
    this.code = code
  }
}

/** 20404 not found · 21220 call not in progress · 20409 conflict: the conference has ended meanwhile. */
const goneCodes = new Set([20404, 21220])

export function readTwilioError(error: unknown): TwilioProblem {
  if (error instanceof TwilioProblem) return error
  if (!(error instanceof twilio.RestException)) return new TwilioProblem('outage', null, error)
  const code = typeof error.code === 'number' ? error.code : null
  return new TwilioProblem(kindOfStatus(error.status, code), code, error)
}

export function kindOfStatus(status: number, code: number | null): TwilioProblemKind {
  if (status === 404 || (code !== null && goneCodes.has(code))) return 'gone'
  if (status === 429 || code === 20429) return 'busy'
  if (status === 401 || code === 20003) return 'unauthorised'
  if (status === 408 || status >= 500) return 'outage'
  return 'refused'
}
