import type { Allowed } from './briefs.ts'
import type { FactWord, VerificationLevelWord } from './verification-words.ts'

/** Somebody authorised to speak for the member, as the guide of a call shows them. */
export interface SpeakerView {
  id: string
  name: string
  relation: string
  memberName: string
  isTheirNumber: boolean
  isInForce: boolean
  /** It is for what this call is about. */
  reaches: boolean
  stateWords: string
  /** What they may hear and say, in words. */
  scope: string[]
}

/** How sure we are who is on the line. Never holds an answer. */
export interface VerificationView {
  level: VerificationLevelWord
  /** "Verified: number match (level 1)" */
  words: string
  /** Nothing of the membership record is given to this screen yet. */
  isMembershipHidden: boolean
  /** Who is being asked about, where questions have begun or a number was keyed in. */
  about: { memberId: string; name: string; branch: string | null; isKeyed: boolean } | null
  /** The one open question. */
  question: { fact: FactWord; words: string } | null
  /** Facts already settled in this call, in order. */
  answers: { words: string; isRight: boolean }[]
  right: number
  needed: number
  wrongLeft: number
  isLocked: boolean
  /** What may be done at this level, and with whoever speaks. */
  may: { words: string; isAllowed: boolean; unless: string }[]
  /** Who speaks for the member, as the agent said; null: the member. */
  speaker: SpeakerView | null
  /** Whoever may be on the line for a member: `speaker` is one of them. */
  speakers: SpeakerView[]
  actions: { begin: Allowed; answer: Allowed; rangBack: Allowed }
}
