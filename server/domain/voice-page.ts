/**
 * What a caller's telephone is told next. A command returns a page, `adapters/twilio/twiml.ts` renders it, and nothing
 * else decides what is spoken: the reply to a voice webhook is a pure function of what was committed.
 *
 *   greeting+menu ──key──► queue ──(agent accepts: REST moves the call)──► conference ──► hang-up
 *        │  ▲                │ ▲ (connection lost: REST moves it back)
 *        └──┘ bad key once   │
 *        queue ──2──► keys: number read back, or keyed in ──1──► callback promised, goodbye
 *   closed | nobody | full ──► keys ──► callback, or voicemail ──► goodbye
 */
import type { ListeningMode } from './records.ts'

/** `slow`: a call through text relay, in which silence is no answer (text-relay.ts). */
export type VoicePage =
  /** Say `say` (several sentences), then take one key; no key within 6 s posts an empty choice. */
  | { page: 'menu'; contactId: string; say: string[]; slow?: true }
  /** A membership number and hash; `attempt` counts from 1 (caller-number.ts). */
  | { page: 'number'; contactId: string; say: string[]; attempt: number; slow?: true }
  /** The draft of a line's menu, to whoever looks after it (menu-trial.ts): no contact. */
  | { page: 'trial'; lineId: string; levelKey: string; attempt: number; say: string[] }
  | { page: 'queue'; contactId: string; say: string[]; twilioQueueName: string }
  /** One round of waiting: words, then music. With a `turn`, a key during it asks for a callback. */
  | { page: 'wait'; contactId: string; say: string[]; turn: number | null }
  /** A question about a callback: one key, or a number and hash. `turn` tells its answer from that of any other. */
  | {
      page: 'keys'
      contactId: string
      say: string[]
      step: 'start' | 'number' | 'confirm'
      from: 'queue' | 'exit'
      turn: number
      oneKey: boolean
      slow?: true
    }
  /** Say, then record a voicemail; `transcribe`: have Twilio write it down. */
  | { page: 'voicemail'; contactId: string; say: string[]; transcribe: boolean; slow?: true }
  /** Out of the queue at the end of the day: what is said is decided when the queue has been left. */
  | { page: 'leave'; contactId: string }
  | {
      page: 'conference'
      contactId: string
      party: 'member' | 'agent' | 'colleague'
      record: boolean
      /** This leg's leaving ends the conference: see holdTogether in guest.ts. */
      endsIt?: boolean
      /** Said before they are in it. */
      say?: string[]
    }
  /** A colleague who was asked in waits until the talk is private; then the same leg is asked about again. */
  | { page: 'not-yet'; contactId: string; say: string[] }
  /** A supervisor into a colleague's call, who has been told; see listening.ts. */
  | { page: 'listen'; contactId: string; mode: ListeningMode; agentCallSid: string; record: boolean }
  | { page: 'goodbye'; say: string[] }
  /** Words alone, over the music of somebody on hold. */
  | { page: 'announce'; say: string[] }
  /** Music while held, or the reconnecting words and music while parked. */
  | { page: 'hold'; say: string[] }
