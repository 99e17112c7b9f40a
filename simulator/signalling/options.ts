import type { Ticker } from '../media/ticker.ts'
import type { IncomingCall, OutgoingCall, Ringing } from './voice-call.ts'

/** What the signalling needs from the rest of the simulator. */
export interface VoiceSignallingOptions {
  accountSid: string
  /** The secret of an API key (`SK…`), or undefined when there is no such key. */
  apiKeySecret(keySid: string): string | undefined
  /** A fresh `CA…` sid, for a call dialled in a browser. */
  newCallSid(): string
  /** A browser dials. Runs the TwiML app; the call says nothing until `ringing` or `answer`. */
  onOutgoingCall(call: OutgoingCall): void
  /** A client's number of registered sockets changed; 0 = it can no longer be rung. */
  onPresence?(identity: string, sockets: number): void
  /** Something a developer should know: bad tokens, unknown frames. */
  onComplaint?(text: string): void
  /** Address the media is bound to and advertised on. Default 127.0.0.1. */
  bindAddress?: string
  /** How long a call outlives its browser's socket. Default 30 s, the longest the SDK ever asks for. */
  reconnectGraceMs?: number
  /** Silence after which the newline heartbeat is sent. Default 10 s; the SDK gives up after 15 s. */
  heartbeatMs?: number
  ticker?: Ticker
}

/** The voice side of the simulator that real Voice SDKs connect to. */
export interface VoiceSignalling {
  /** Rings a client on all of its registered sockets at once. */
  ring(identity: string, call: IncomingCall): Ringing
  /** Identities with a registered socket, and how many each has. */
  registered(): ReadonlyMap<string, number>
  /** Cuts a client's sockets as a broken network would (no closing handshake); the SDK comes back by itself. */
  dropSockets(identity: string): void
  /** Breaks the audio of a client's calls but not their signalling; the SDK restarts it after some seconds. */
  dropAudio(identity: string): void
  /** Ends every call and closes every socket. */
  close(): void
}
