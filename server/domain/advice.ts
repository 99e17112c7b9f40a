/**
 * What a member was advised, by whom, and on what basis (F76): what a union answers with when somebody says years later
 * that they were told something else.
 *
 *   written ──changed by its author, within 24 h──► written ──24 h after it was first written──► fixed
 *                                                                                                   └── corrected by an entry of its own
 *
 * Each entry is signed: a hash over its words, who gave it and when, and over the signature before it on the case. The
 * signature stands in the event log too, which is sealed; a row changed behind our back no longer fits either.
 */
import type { Instant } from './records.ts'

export const adviceWays = ['telephone', 'text', 'writing', 'meeting'] as const
export type AdviceWay = (typeof adviceWays)[number]

export interface Advice {
  id: string
  version: number
  caseId: string
  clientId: string
  way: AdviceWay
  what: string
  /** The law, rule, agreement or answer it rests on. */
  basis: string
  givenAt: Instant
  givenBy: string
  writtenAt: Instant
  corrects: string | null
  sha256: string
  signedAfter: string | null
}

const dayMs = 86_400_000
/** Nothing older is advice on a case that is worked; it is a mistyped year. */
const oldestMs = 20 * 366 * dayMs

export const fixedAt = ({ writtenAt }: Pick<Advice, 'writtenAt'>): Instant =>
  new Date(Date.parse(writtenAt) + dayMs).toISOString()

/** What is signed, in one fixed form. */
export const signedWords = (
  advice: Pick<
    Advice,
    'caseId' | 'way' | 'what' | 'basis' | 'givenAt' | 'givenBy' | 'writtenAt' | 'corrects' | 'signedAfter'
  >,
): string =>
  JSON.stringify([
    advice.signedAfter,
    advice.writtenAt,
    advice.givenBy,
    advice.givenAt,
    advice.way,
    advice.what,
    advice.basis,
    advice.corrects,
  ])

/** What is wrong with it, beside each field. */
export const adviceTroubles = (
  given: { what: string; basis: string; givenAt: Instant },
  now: Instant,
): { field: string; words: string }[] => [
  ...(given.what.trim() === '' ? [{ field: 'what', words: 'Write what was advised.' }] : []),
  ...(given.basis.trim() === ''
    ? [{ field: 'basis', words: 'Say what it rests on: a law, a rule, an agreement, an answer.' }]
    : []),
  ...(given.givenAt > now
    ? [{ field: 'givenAt', words: 'That is still to come. Log what was advised.' }]
    : Date.parse(now) - Date.parse(given.givenAt) > oldestMs
      ? [{ field: 'givenAt', words: 'That is more than 20 years ago. Check the year.' }]
      : []),
]

/** Null: this person may still change it. */
export const whyNotChange = (
  advice: Advice,
  { by, now }: { by: string; now: Instant },
): 'advice-fixed' | 'advice-not-yours' | null =>
  now >= fixedAt(advice) ? 'advice-fixed' : advice.givenBy === by ? null : 'advice-not-yours'
