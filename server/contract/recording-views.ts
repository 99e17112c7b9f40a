/** Recordings, what was said on them, and who has listened. */
import type { Allowed } from './briefs.ts'

export interface RecordingView {
  id: string
  kind: 'call' | 'voicemail'
  seconds: number | null
  url: string
  state: 'in-progress' | 'completed' | 'absent' | 'expired' | 'refused'
  /** Where it was paused, in seconds from the beginning: by the agent, or for a talk that the member did not hear. */
  gaps: { from: number; until: number; why: 'details' | 'consult' }[]
}

export interface TranscriptView {
  /** 'late': asked for, and nothing came. */
  state: 'asked' | 'late' | 'written' | 'failed' | 'out-of-range'
  /** Empty unless written. */
  text: string
}

/** What the person who asks may do with a recording, and who has listened to it. */
export interface RecordingAccessView {
  id: string
  listen: Allowed
  keptUntil: string
  /** What a machine wrote down of a voicemail, for who may listen to it; null where none was asked for. */
  transcript: TranscriptView | null
  /** Newest first. */
  listens: { by: string; at: string }[]
}

/** Who listened to which call; of all calls, or of the asker's own. */
export interface ListensView {
  isAll: boolean
  items: { id: string; by: string; at: string; agent: string | null; callAt: string }[]
}
