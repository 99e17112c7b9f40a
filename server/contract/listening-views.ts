/** Who listened to calls that were going on, and what was agreed about it. */
import type { ListeningMode, ListeningWhy } from './words.ts'

export interface AgreementView {
  allows: ListeningMode[]
  agreedBy: string | null
  agreedOn: string | null
}

export interface ListeningEntry {
  id: string
  contactId: string
  listener: string
  agent: string
  why: ListeningWhy
  /** Each mode with when it began. */
  modes: { mode: ListeningMode; at: string }[]
  startedAt: string
  endedAt: string | null
  /** Seconds in the call; null while it lasts, 0 when they never came in. */
  seconds: number | null
}

/** Who listened to whose calls: one's own, or all of them for the agents' rep. The newest 200. */
export interface ListeningLogView {
  scope: 'mine' | 'all'
  agreement: AgreementView
  entries: ListeningEntry[]
}
