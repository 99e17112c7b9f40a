/**
 * What a member needs so that they can use us like everybody (F92; Equality Act 2010, section 20: a duty that is
 * anticipatory, so it is known before they have to ask twice). Kept as what to do, never as why: no diagnosis.
 *
 *   more time      keypad menus wait as for text relay; a callback is promised only where the line stays open an hour longer
 *   in writing     the dialler asks for a reason before it rings; callbacks that ring by themselves are given to a person
 *   a language     rings somebody at work who speaks it first; after three minutes whoever is free, who is told
 *   the others     said at the ring, in the call, on the case and before somebody rings
 *
 * It is the member's own word, from a talk with them. Text relay stands beside it (text-relay.ts), since the network
 * often tells us of it.
 */
import type { Instant } from './records.ts'

export const memberNeedKinds = [
  'more-time',
  'in-writing',
  'speak-clearly',
  'sign-language',
  'large-print',
  'easy-read',
  'braille',
] as const
export type MemberNeed = (typeof memberNeedKinds)[number]

export interface MemberNeeds {
  memberId: string
  version: number
  needs: MemberNeed[]
  /** ISO 639; null: English will do. */
  language: string | null
  /** Anything else to do for them, in a few words; empty: nothing. */
  words: string
  changedBy: string
  changedAt: Instant
}

/** So many levels: the wish for somebody who speaks it relaxes one a minute (routing/skills.ts). */
export const languageLevel = 3
/** A language as a skill. */
export const languageSkill = (code: string): string => `language:${code}`
export const isLanguage = (skill: string): boolean => skill.startsWith('language:')
/** What somebody who speaks these holds: any of them wholly, since nobody marks how well. */
export const languageSkills = (codes: readonly string[]): Record<string, number> =>
  Object.fromEntries(codes.map((code) => [languageSkill(code), languageLevel]))

/** A talk that nobody hurries is given so many minutes more before the line closes. */
export const moreTimeMinutes = 60

/** What a letter or a pack is printed in; null: as ever. */
export const printOf = (needs: Pick<MemberNeeds, 'needs'> | null): 'large-print' | null =>
  needs?.needs.includes('large-print') === true ? 'large-print' : null
