import type { Call } from '../calls/call.ts'
import type { Exchange } from '../core/exchange.ts'
import type { TwimlElement } from './parse.ts'

/** Where instructions come from: a URL to ask, or a document given outright. */
export type Source =
  | { url: string; method: 'GET' | 'POST'; params?: Record<string, string> }
  | { twiml: string }

export type Document = { url: string; method: 'GET' | 'POST'; verbs: TwimlElement[] }

/** What a verb makes of the rest of the document. */
export type Step =
  | { kind: 'continue' }
  | { kind: 'goto'; source: Source }
  | { kind: 'hangup' }
  | { kind: 'leave' }

export const goOn: Step = { kind: 'continue' }

export type WithinOptions = {
  allowed: readonly string[]
  signal: AbortSignal
  /** Who hears it; this call unless another is named. */
  call?: Call
}

export type Context = {
  exchange: Exchange
  call: Call
  /** Aborts when the call is redirected or ends: the running verb must stop at once. */
  signal: AbortSignal
  document: Document
  /** Asks a URL (or reads a text) for a document. Throws ApplicationError when it cannot be used. */
  obtain(source: Source): Promise<Document>
  /** Runs another document within this verb, such as wait music, with only some verbs allowed. */
  runWithin(document: Document, options: WithinOptions): Promise<Step>
}

export type VerbHandler = (element: TwimlElement, context: Context) => Promise<Step>

/** The document cannot be had or used: Twilio turns to the fallback URL, else says so and hangs up. */
export class ApplicationError extends Error {
  readonly errorCode: number
  readonly url: string
  constructor(errorCode: number, url: string, message: string) {
    super(message)
    this.name = 'ApplicationError'
    this.errorCode = errorCode
    this.url = url
  }
}
