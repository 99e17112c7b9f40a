import type { Allowed } from './briefs.ts'
import type { FactWord, VerificationLevelWord } from './verification-words.ts'

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
  /** What may be done at this level. */
  may: { words: string; isAllowed: boolean; level: VerificationLevelWord }[]
  actions: { begin: Allowed; answer: Allowed; rangBack: Allowed }
}
