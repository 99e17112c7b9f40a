/**
 * Membership is hidden from whoever has a caller on the line that is not verified (F85), here and not on the screen: what
 * is not sent is on no screen, in no browser's memory and in no picture of it. The name, the branch and what they need
 * (a quiet line, text relay) stay; number, standing, employer, workplace, job, roles and dates go.
 */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { MemberBrief } from '../contract/briefs.ts'
import { hidesMembership } from '../domain/verification.ts'

/** Chips that say what somebody is in the union, rather than what they need. */
const roleChip = /\b(rep|steward|officer|official|convenor|secretary|delegate|member)\b/i

export const withoutMembership = <M extends MemberBrief>(brief: M): M => ({
  ...brief,
  membershipNumber: null,
  status: null,
  employer: null,
  workplace: null,
  chips: brief.chips.filter((chip) => !roleChip.test(chip)),
  isMembershipHidden: true,
  ...gone(brief, 'joinedOn'),
  ...gone(brief, 'jobTitle'),
  ...gone(brief, 'email'),
  ...gone(brief, 'membershipReadAt'),
  ...withoutCodeWord(brief),
})
const gone = (brief: object, key: string): object => (Object.hasOwn(brief, key) ? { [key]: null } : {})

/** It would be no proof any more. */
const withoutCodeWord = (brief: object): object =>
  'safeContact' in brief && typeof brief.safeContact === 'object'
    ? { safeContact: { ...brief.safeContact, codeWord: null } }
    : {}

/** Whether this person has somebody on the line, or ringing, whose level is too low. */
export async function hasUnverifiedCaller(read: Knex, personId: string): Promise<boolean> {
  const row: unknown = await selectFrom(read, tables.contacts)
    .join('presences', 'presences.contact_id', 'contacts.id')
    .where('presences.person_id', personId)
    .first()
  return row !== undefined && hidesMembership(tables.contacts.decode(row))
}

/** The same answer with every member in it, wherever they stand, without their membership. */
export function hideMembershipIn(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(hideMembershipIn)
  if (typeof answer !== 'object' || answer === null) return answer
  const whole = Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, hideMembershipIn(value)]),
  )
  return isMember(whole) ? withoutMembership(whole) : whole
}

const isMember = (value: object): value is MemberBrief =>
  'membershipNumber' in value && 'chips' in value && 'status' in value
