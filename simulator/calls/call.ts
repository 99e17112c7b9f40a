import { newSid } from '../core/sid.ts'
import type { Leg } from '../media/leg.ts'
import type { Room } from '../media/mixer.ts'

/** Twilio's words. `initiated` appears only in callbacks; the REST API says `queued` or `ringing`. */
export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled'

export type FinalStatus = 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled'

const finalStatuses: readonly CallStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled']
export const isFinal = (status: CallStatus): status is FinalStatus => finalStatuses.includes(status)

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial'

export type StatusCallback = { url: string; method: 'GET' | 'POST'; events: ReadonlySet<string> }

export type CaptionKind = 'say' | 'play' | 'music' | 'speech' | 'key' | 'note'

export type Caption = {
  id: number
  at: string
  callSid: string
  kind: CaptionKind
  text: string
  by: string | null
}

export type CallOptions = {
  sid?: string
  parent?: Call | null
  from: string
  to: string
  direction: Direction
  phoneNumberSid?: string | null
  statusCallback?: StatusCallback | null
  fallbackUrl?: string | null
}

/**
 * One telephone leg. It owns at most one running activity (TwiML, being bridged, waiting in a hold): `begin`
 * ends the former one, which is how a REST redirect stops the verb that is speaking.
 */
export class Call {
  readonly sid: string
  readonly parent: Call | null
  readonly from: string
  readonly to: string
  readonly direction: Direction
  readonly phoneNumberSid: string | null
  readonly statusCallback: StatusCallback | null
  readonly fallbackUrl: string | null
  readonly createdAt = new Date()
  status: CallStatus
  answeredAt: Date | null = null
  endedAt: Date | null = null
  updatedAt = new Date()
  leg: Leg | null = null
  /** The room this leg is in: prompts then play through it, so that the leg gets one stream. */
  room: Room | null = null
  doing = ''
  captions: Caption[] = []
  callbackSequence = 0
  /** Gives an inbound call its leg when it is picked up. */
  pickUp: (() => Leg) | null = null
  /** Redirected by REST or started with a URL: it no longer ends with the Dial that rang it. */
  hasOwnInstructions = false
  /** Sounds that play to this leg now: words, music, tones. */
  sounds = 0
  /** Questions that are open to this leg now: it is its turn to press a key, or to speak. */
  turns = 0
  /** Whoever held this leg is gone without a word, and the network has not noticed: it says and hears nothing. */
  isGone = false
  /** The simulated telephone number holding this leg, when one does. */
  phone: string | null = null
  readonly keyListeners = new Set<(digit: string) => void>()
  readonly speechListeners = new Set<(text: string) => void>()
  readonly endListeners = new Set<() => void>()
  private activity = new AbortController()

  constructor(options: CallOptions) {
    this.sid = options.sid ?? newSid('CA')
    this.parent = options.parent ?? null
    this.from = options.from
    this.to = options.to
    this.direction = options.direction
    this.phoneNumberSid = options.phoneNumberSid ?? null
    this.statusCallback = options.statusCallback ?? null
    this.fallbackUrl = options.fallbackUrl ?? null
    this.status = options.direction === 'inbound' ? 'ringing' : 'queued'
  }

  get hasEnded(): boolean {
    return isFinal(this.status)
  }

  /** Stops what the call is doing and returns the signal of what it does next. */
  begin(): AbortSignal {
    this.activity.abort()
    this.activity = new AbortController()
    return this.activity.signal
  }

  stopActivity(): void {
    this.activity.abort()
  }

  /** A key was pressed, by telephone-event or by script. Unheard keys are lost, as on a real line. */
  press(digit: string): void {
    for (const listener of [...this.keyListeners]) listener(digit)
  }

  /** Words said by this party, for speech input, recordings and the other side's captions. */
  speak(text: string): void {
    for (const listener of [...this.speechListeners]) listener(text)
  }
}
