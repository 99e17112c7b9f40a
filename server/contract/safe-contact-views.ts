import type { PersonBrief } from './briefs.ts'

/** How a member wants to be contacted. */
export interface SafeContactView {
  /** 0: they said nothing. */
  version: number
  isDiscreet: boolean
  notAtWork: boolean
  textOnly: boolean
  noVoicemail: boolean
  onlySafeNumbers: boolean
  neutralSender: boolean
  noEmployerEmail: boolean
  /** Null also for whoever may not see it yet. */
  codeWord: string | null
  hours: { weekdays: number[]; from: string; until: string }[]
  numbers: Record<string, { isSafe: boolean; noCalls: boolean; noTexts: boolean; noVoicemail: boolean }>
  /** Read aloud, most important first; empty: any way will do. */
  words: string[]
  changed: { by: PersonBrief | null; at: string } | null
}

/** Whether a number may be contacted now. Blocked ones may be overridden by a person, with a reason that is kept. */
export type MayContactView =
  | { may: true }
  | { may: false; words: string; mayOverride: boolean; safeFrom: string | null }

/** What was done against a member's wish, newest first: for data protection. */
export interface OverridesView {
  items: {
    id: string
    at: string
    by: string
    /** Null for whoever reads no members. */
    member: { id: string; name: string } | null
    way: 'call' | 'text' | 'voicemail' | 'email'
    because: string
    why: string
  }[]
}
