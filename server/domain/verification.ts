/**
 * How sure we are who is on the line (F85).
 *
 *   0 none ──a number that is one member's own──► 1 number match
 *   0, 1 ──two facts right──► 2 two facts        0, 1, 2 ──rung by us on a number we hold, and it is them──► 3 call-back
 *
 *   the questions of one call:   asked ──right──► asked ──right──► passed
 *                                  └──wrong──► another ──wrong──► locked: nothing but a call-back
 *
 * - A number is a hint: UK networks let callers show any. It shows a name, a branch and the case, and no membership.
 * - Numbers of work, shared ones and marked ones are nobody's hint.
 * - The server chooses what is asked. Nobody sees the answer before, and only right or wrong after.
 * - Wrong answers are counted over calls as well: a patient stranger does not get two guesses a call for ever.
 * - Through a relay assistant or an interpreter: the same questions (HMRC DMBM510500, read 2026-11).
 * Levels after HMRC's IDG30230 ("disclose nothing until wholly satisfied"), read 2026-11. Elsewhere: ID&V, DPA check.
 */
import type { Instant } from './records.ts'
import { isWork } from './safe-contact.ts'

export type VerificationLevel = 0 | 1 | 2 | 3
export type VerifiedHow = 'number' | 'facts' | 'call-back'
/** `private`: on no payslip and no page about them. Of two facts one must be. */
export const facts = {
  'membership-number': 'private',
  joined: 'private',
  email: 'private',
  workplace: 'open',
  employer: 'open',
  job: 'open',
} as const
export type Fact = keyof typeof facts
/** What we hold of a member, as text; what is missing cannot be asked. `joined`: YYYY-MM-DD. */
export type HeldFacts = Partial<Record<Fact, string>>

export interface Question {
  fact: Fact
  state: 'open' | 'right' | 'wrong'
  /** Keyed in on the telephone, before anybody answered. */
  keyed?: true
}
export interface Verification {
  contactId: string
  version: number
  memberId: string
  asked: Question[]
  lockedAt: Instant | null
  begunAt: Instant
}
/** One answer; what was said is not kept. */
export interface VerificationAnswer {
  id: string
  contactId: string
  memberId: string
  fact: Fact
  isRight: boolean
  at: Instant
  by: string
}
export type VerificationNo = 'verification-locked' | 'already-verified' | 'no-facts' | 'not-asked'

export const factsNeeded = 2
/** Wrong answers of one call, and of one member's calls within a day. */
export const wrongAtMost = 2
export const wrongADayAtMost = 3
export const wrongDayMs = 24 * 3_600_000

/** What may be done from which level on. Told to the agent, and asked by every command that does one of them. */
export const levelFor = {
  'general-advice': 0,
  'see-case': 1,
  'take-message': 1,
  'confirm-membership': 2,
  'tell-case': 2,
  'change-safe-contact': 2,
  'change-details': 3,
} as const satisfies Record<string, VerificationLevel>
export type VerifiedAction = keyof typeof levelFor

export const mayAt = (level: VerificationLevel, action: VerifiedAction): boolean => level >= levelFor[action]

/** Until then no screen of a live call shows that somebody is a member, or anything from the membership record. */
export const hidesMembership = (contact: {
  channel: string
  state: string
  verifiedLevel: VerificationLevel
}): boolean =>
  contact.channel === 'voice' &&
  contact.state !== 'ended' &&
  !mayAt(contact.verifiedLevel, 'confirm-membership')

/** The level that a number alone gives. `owners`: every member who has it. */
export const numberMatch = (
  owners: readonly { memberId: string; label: string }[],
  number: { unsafeBecause: string | null } | null,
): VerificationLevel => {
  const [only] = owners
  return owners.length === 1 && only && !isWork(only.label) && (number?.unsafeBecause ?? null) === null
    ? 1
    : 0
}

/**
 * The questions begin, or go on where they were when it is the same member. `wrongToday`: wrong answers about them in the
 * last day, of any call. `salt` varies which facts are asked from call to call.
 */
export function beginVerification(given: {
  before: Verification | null
  contactId: string
  memberId: string
  held: HeldFacts
  level: VerificationLevel
  wrongToday: number
  salt: string
  at: Instant
}): { next: Verification } | { refused: VerificationNo } {
  if (given.level >= 2) return { refused: 'already-verified' }
  const before = given.before?.memberId === given.memberId ? given.before : null
  // Trying one member after another is trying, too.
  if ((given.before?.lockedAt ?? null) !== null || given.wrongToday >= wrongADayAtMost)
    return { refused: 'verification-locked' }
  const wrongBefore = given.before?.asked.filter(({ state }) => state === 'wrong') ?? []
  const base: Verification = before ?? {
    contactId: given.contactId,
    version: (given.before?.version ?? 0) + 1,
    memberId: given.memberId,
    asked: [],
    lockedAt: null,
    begunAt: given.at,
  }
  if (base.asked.some(({ state }) => state === 'open')) return { next: base }
  const carried = before === null ? wrongBefore : []
  return ask({ ...base, asked: [...carried, ...base.asked] }, given.held, given.salt)
}

/** What was said to the open question. Right twice, one of them private: passed. Wrong twice: locked. */
export function answerQuestion(
  verification: Verification,
  given: { fact: Fact; said: string; held: HeldFacts; salt: string; wrongToday: number; at: Instant },
): { next: Verification; isRight: boolean; isPassed: boolean } | { refused: VerificationNo } {
  if (verification.lockedAt !== null) return { refused: 'verification-locked' }
  const open = verification.asked.find(({ state }) => state === 'open')
  const held = given.held[given.fact]
  if (open?.fact !== given.fact || held === undefined) return { refused: 'not-asked' }
  const isRight = fits(given.fact, given.said, held)
  const next: Verification = {
    ...verification,
    version: verification.version + 1,
    asked: verification.asked.map((one) =>
      one === open ? { ...one, state: isRight ? ('right' as const) : ('wrong' as const) } : one,
    ),
  }
  if (isRight && rightOnes(next).length >= factsNeeded) return { next, isRight, isPassed: true }
  const wrong = next.asked.filter(({ state }) => state === 'wrong').length
  if (!isRight && (wrong >= wrongAtMost || given.wrongToday + 1 >= wrongADayAtMost))
    return { next: { ...next, lockedAt: given.at }, isRight, isPassed: false }
  const asked = ask(next, given.held, given.salt)
  return { next: 'refused' in asked ? { ...next, lockedAt: given.at } : asked.next, isRight, isPassed: false }
}

/** A membership number that was keyed in and is one that we know: the first fact, before anybody answered. */
export const keyedNumber = (contactId: string, memberId: string, at: Instant): Verification => ({
  contactId,
  version: 1,
  memberId,
  asked: [{ fact: 'membership-number', state: 'right', keyed: true }],
  lockedAt: null,
  begunAt: at,
})

export const rightOnes = ({ asked }: Pick<Verification, 'asked'>): Question[] =>
  asked.filter(({ state }) => state === 'right')

function ask(
  verification: Verification,
  held: HeldFacts,
  salt: string,
): { next: Verification } | { refused: VerificationNo } {
  const used = new Set(verification.asked.map(({ fact }) => fact))
  const hasPrivate = rightOnes(verification).some(({ fact }) => facts[fact] === 'private')
  const free = (Object.keys(facts) as Fact[]).filter(
    (fact) => !used.has(fact) && (held[fact] ?? '').trim() !== '',
  )
  // A private one first, so that two right answers always hold one.
  const choices = hasPrivate ? free : free.filter((fact) => facts[fact] === 'private')
  const fact = choices[hash(`${salt}:${verification.asked.length}`) % Math.max(1, choices.length)]
  return fact === undefined
    ? { refused: 'no-facts' }
    : { next: { ...verification, asked: [...verification.asked, { fact, state: 'open' }] } }
}

const hash = (text: string): number => {
  let sum = 7
  for (let at = 0; at < text.length; at += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0
  return sum
}

/** Loosely, as people speak; never so loosely that a guess fits. */
export function fits(fact: Fact, said: string, held: string): boolean {
  switch (fact) {
    case 'membership-number': {
      const digits = said.replace(/\D/g, '')
      return digits.length >= 5 && digits === held.replace(/\D/g, '')
    }
    case 'email':
      return (
        plain(said).replaceAll(' at ', '@').replaceAll(' dot ', '.').replace(/\s/g, '') ===
        held.trim().toLowerCase()
      )
    case 'joined':
      return sameMonth(said, held)
    case 'workplace':
    case 'employer':
    case 'job':
      return sameWords(said, held)
  }
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
const smallWords = new Set(['the', 'of', 'at', 'and', 'in', 'a', 'an', 'for', 'ltd', 'limited', 'plc'])
const wordsIn = (text: string): string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !smallWords.has(word))

/** Every word that was said is one of ours, one letter more or less, and at least half of ours were said. */
function sameWords(said: string, held: string): boolean {
  const theirs = wordsIn(said)
  const ours = wordsIn(held)
  if (theirs.length === 0 || ours.length === 0) return false
  const met = new Set(theirs.map((word) => ours.findIndex((one) => isAlmost(word, one))))
  return !met.has(-1) && met.size * 2 >= ours.length
}

/** Equal, or one letter apart or two swapped, where the word is long enough for that to mean nothing else. */
function isAlmost(one: string, other: string): boolean {
  if (one === other) return true
  if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1) return false
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.length === long.length
    ? short.slice(at + 1) === long.slice(at + 1) ||
        (short[at] === long[at + 1] &&
          short[at + 1] === long[at] &&
          short.slice(at + 2) === long.slice(at + 2))
    : short.slice(at) === long.slice(at + 1)
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** "March 2019", "03/2019", "1 Mar 2019", "2019-03": the year, and the month or one beside it. A year alone is a guess. */
function sameMonth(said: string, held: string): boolean {
  const text = plain(said)
  const year = /\b(19|20)\d\d\b/.exec(text)?.[0]
  if (year === undefined) return false
  const named = monthNames.findIndex((name) => new RegExp(`\\b${name}`).test(text)) + 1
  const figures = text
    .replace(year, ' ')
    .split(/\D+/)
    .filter((part) => part !== '')
    .map(Number)
  const month = named > 0 ? named : text.startsWith(year) ? figures[0] : figures.at(-1)
  if (month === undefined || month < 1 || month > 12) return false
  const [heldYear = 0, heldMonth = 0] = held.split('-').map(Number)
  return Math.abs(Number(year) * 12 + month - (heldYear * 12 + heldMonth)) <= 1
}
