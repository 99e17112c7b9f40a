import type { Leg } from '../media/leg.ts'

/** Why a browser's side of a call is over. `lost`: its socket went and did not come back in time. */
export type CallEnd = 'hung-up-by-client' | 'hung-up-by-server' | 'lost'

/** An error the browser's softphone shows before it disconnects, such as 31005. */
interface CallError {
  code: number
  message: string
}

/** A call that a browser takes part in, once it has audio: dialled by it, or rung and accepted. */
export interface ClientCall {
  readonly callSid: string
  readonly identity: string
  /** The browser's audio. Lives through socket drops and ICE restarts; closed when the call ends. */
  readonly leg: Leg
  /** Ends the call towards the browser. */
  hangUp(error?: CallError): void
  /** A text message over the call's signalling (`messageReceived` in the browser). */
  sendMessage(message: { content: unknown; contentType?: string; messageType?: string }): void
  /** A message the browser sent; acknowledged already. */
  onMessage(cb: (message: { content: unknown; contentType: string; messageType: string }) => void): () => void
  /** Called once, for whichever side ended it. */
  onEnded(cb: (end: CallEnd) => void): () => void
}

/** A call dialled in the browser (`device.connect`). Nothing rings until the core says so. */
export interface OutgoingCall extends ClientCall {
  /** The TwiML app named in the access token's voice grant. */
  readonly applicationSid: string
  /** What the page passed as `params`. */
  readonly params: Readonly<Record<string, string>>
  /** The far end is being rung. With `earlyMedia` the browser already hears what is played to `leg`. */
  ringing(options?: { earlyMedia?: boolean }): void
  /** The call is answered: the browser hears and is heard. */
  answer(): void
}

/** How ringing a client came out. `unreachable`: nobody with that identity is registered and may be rung. */
export type RingOutcome =
  | { kind: 'answered'; call: ClientCall }
  | { kind: 'rejected' }
  | { kind: 'cancelled' }
  | { kind: 'unreachable' }

/** What the browser is told about a call that rings it. */
export interface IncomingCall {
  callSid: string
  from: string
  to: string
  /** `<Parameter>`s of the TwiML, arriving as `call.customParameters`. */
  params?: Readonly<Record<string, string>>
}

/**
 * A client being rung on every one of its sockets. A busy browser stays silent and an ignored call too,
 * so the one who rings keeps the time and cancels.
 */
export interface Ringing {
  readonly callSid: string
  readonly identity: string
  /** Settles once; never rejects. One socket's reject counts when no other is still ringing. */
  readonly outcome: Promise<RingOutcome>
  /** Stops ringing; nothing happens when the outcome is known already. */
  cancel(): void
}
