/**
 * Somebody whom a member authorised to speak for them (F93): a partner, a friend, an adviser, an attorney.
 *
 *   given ──► stands ──its last day is over──► expired        stands, expired ── withdrawn, with why ──► withdrawn
 *               ▲                                 │
 *               └────── renewed to a later day ───┘
 *
 * - It says what they may hear and say (scope), on one case or on all, and until which day; that day is included, as the
 *   calendar in London reads. None is without an end: somebody who is trusted today need not be in ten years.
 * - It takes nothing from the checks of who is on the line: the same two facts (verification.ts), then the scope. What may
 *   be done is what both allow.
 * - Nobody but the member changes how the member may be contacted, their telephone, email or bank.
 * Elsewhere: letter of authority, third-party authority, mandate.
 */
import { type Day, dayInWords, isDay } from './deadlines/day.ts'
import type { Instant } from './records.ts'
import type { VerifiedAction } from './verification.ts'

export const authorityScopes = ['take-message', 'hear-case', 'speak-for', 'hear-membership'] as const
export type AuthorityScope = (typeof authorityScopes)[number]
/** What the authority rests on. */
export const authorityGrounds = ['letter', 'said-on-call', 'power-of-attorney', 'court'] as const
export type AuthorityGround = (typeof authorityGrounds)[number]

export interface Authority {
  id: string
  version: number
  memberId: string
  /** Null: all of the member's matters. */
  caseId: string | null
  name: string
  /** "brother", "solicitor" */
  relation: string
  /** E.164; null: they never rang, or withhold it. */
  number: string | null
  scope: AuthorityScope[]
  ground: AuthorityGround
  fromDay: Day
  untilDay: Day
  givenBy: string
  givenAt: Instant
  withdrawnBy: string | null
  withdrawnAt: Instant | null
  withdrawnWhy: string | null
}
/** Who speaks in one call for the member it is about, as its agent said. */
export interface ContactSpeaker {
  contactId: string
  authorityId: string
  notedBy: string
  notedAt: Instant
}

export type AuthorityState = 'stands' | 'not-yet' | 'expired' | 'withdrawn'
type Dated = Pick<Authority, 'fromDay' | 'untilDay' | 'withdrawnAt'>

export const authorityState = (authority: Dated, today: Day): AuthorityState =>
  authority.withdrawnAt !== null
    ? 'withdrawn'
    : today > authority.untilDay
      ? 'expired'
      : today < authority.fromDay
        ? 'not-yet'
        : 'stands'

/** Since when, or until when, in words that need no colour. */
export const authorityStateWords = (authority: Dated, today: Day): string => {
  switch (authorityState(authority, today)) {
    case 'withdrawn':
      return 'Withdrawn'
    case 'expired':
      return `Ran out on ${dayInWords(authority.untilDay)}`
    case 'not-yet':
      return `From ${dayInWords(authority.fromDay)}`
    case 'stands':
      return `Until ${dayInWords(authority.untilDay)}`
  }
}

export type AuthorityTrouble = { field: 'name' | 'number' | 'scope' | 'fromDay' | 'untilDay'; words: string }

/** Empty: it can be kept. `number`: as read, null where nothing was typed, 'unreadable' where it is no number. */
export const authorityTroubles = (wish: {
  name: string
  number: string | null
  scope: readonly AuthorityScope[]
  fromDay: string
  untilDay: string
}): AuthorityTrouble[] => [
  ...trouble('name', wish.name.trim() === '', 'Write who may speak for them.'),
  ...trouble('number', wish.number === 'unreadable', 'That does not read as a phone number.'),
  ...trouble('scope', wish.scope.length === 0, 'Choose what they may hear or say: one at least.'),
  ...trouble('fromDay', !isDay(wish.fromDay), 'There is no such day.'),
  ...trouble('untilDay', !isDay(wish.untilDay), 'Say until which day: no authority is without an end.'),
  ...trouble(
    'untilDay',
    isDay(wish.fromDay) && isDay(wish.untilDay) && wish.untilDay < wish.fromDay,
    'It would end before it begins.',
  ),
]
const trouble = (field: AuthorityTrouble['field'], isSo: boolean, words: string): AuthorityTrouble[] =>
  isSo ? [{ field, words }] : []

type Decided =
  | { next: Authority }
  | { refused: 'authority-withdrawn' | 'authority-unexplained' | 'authority-no-later' }

export const withdraw = (
  authority: Authority,
  by: { personId: string; why: string; now: Instant },
): Decided =>
  authority.withdrawnAt !== null
    ? { refused: 'authority-withdrawn' }
    : by.why.trim() === ''
      ? { refused: 'authority-unexplained' }
      : {
          next: {
            ...authority,
            version: authority.version + 1,
            withdrawnBy: by.personId,
            withdrawnAt: by.now,
            withdrawnWhy: by.why.trim(),
          },
        }

/** The member says that it goes on: to a day later than it had, and not already over. */
export const renew = (authority: Authority, untilDay: Day, today: Day): Decided =>
  authority.withdrawnAt !== null
    ? { refused: 'authority-withdrawn' }
    : !isDay(untilDay) || untilDay <= authority.untilDay || untilDay < today
      ? { refused: 'authority-no-later' }
      : { next: { ...authority, version: authority.version + 1, untilDay } }

/** What an authority must hold for each of these to be done with whoever has it; null: nobody but the member. */
const scopeFor: Record<VerifiedAction, AuthorityScope | 'any' | null> = {
  'general-advice': 'any',
  'see-case': 'any',
  'take-message': 'any',
  'confirm-membership': 'hear-membership',
  'tell-case': 'hear-case',
  'change-safe-contact': null,
  'change-details': null,
}

/**
 * Whether this may be done with somebody who speaks for the member, were they verified. `caseId`: what the call is about.
 * Without an authority that stands, nothing but what anybody is given.
 */
export function mayWith(
  authority: Authority,
  action: VerifiedAction,
  at: { today: Day; caseId: string | null },
): boolean {
  if (action === 'general-advice') return true
  if (authorityState(authority, at.today) !== 'stands') return false
  if (!reaches(authority, at.caseId)) return false
  const needed = scopeFor[action]
  return needed === 'any' || (needed !== null && authority.scope.includes(needed))
}

/** Whether the authority is for what the call is about. One of a single case is for no other, and not for none. */
export const reaches = (authority: Pick<Authority, 'caseId'>, caseId: string | null): boolean =>
  authority.caseId === null || authority.caseId === caseId
