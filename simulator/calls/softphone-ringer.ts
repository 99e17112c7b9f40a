import type { Leg } from '../media/leg.ts'

export type SoftphoneOutcome =
  | { kind: 'answered'; leg: Leg; hangUp: () => void }
  | { kind: 'rejected' }
  | { kind: 'unreachable' }

/** How a call reaches the browsers registered as `client:identity`. */
export type SoftphoneRinger = {
  identities(): string[]
  /** Resolves once; when `signal` aborts the ringing stops and the promise stays for ever undecided. */
  ring(options: {
    identity: string
    callSid: string
    from: string
    to: string
    params: Record<string, string>
    signal: AbortSignal
  }): Promise<SoftphoneOutcome>
}

/** Where no signalling is attached nobody is registered. */
export const noSoftphones: SoftphoneRinger = {
  identities: () => [],
  ring: async () => ({ kind: 'unreachable' }),
}
