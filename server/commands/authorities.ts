/** Somebody authorised to speak for a member (F93): given, renewed, withdrawn, and said to be who is on the line. */
import type { Refused } from '../contract/refusals.ts'
import {
  type Authority,
  type AuthorityGround,
  type AuthorityScope,
  authorityTroubles,
  renew,
  withdraw,
} from '../domain/authority.ts'
import { normaliseNumber } from '../domain/phone-number.ts'
import { hidesMembership, mayAt } from '../domain/verification.ts'
import { todayOf } from './deadline-support.ts'
import { identifyMember } from './identify-member.ts'
import type { Env, Stores } from './ports.ts'

/** Whoever has somebody on the line must know who it is first: a stranger could let themselves be told everything. */
const isStrangerOnTheLine = async (stores: Stores, personId: string): Promise<boolean> => {
  const presence = await stores.presences.find(personId)
  const call = presence?.contactId ? await stores.contacts.find(presence.contactId) : null
  return call !== null && hidesMembership(call) && !mayAt(call.verifiedLevel, 'change-safe-contact')
}
/** A helper cannot make themselves, or a friend, somebody who may hear more. */
const isHelperOnTheLine = async (stores: Stores, personId: string): Promise<boolean> => {
  const presence = await stores.presences.find(personId)
  const call = presence?.contactId ? await stores.contacts.find(presence.contactId) : null
  return call !== null && call.state !== 'ended' && (await speakerOf(stores, call)) !== null
}

/** Whoever speaks for the member in this call, or null when it is the member as far as anybody said. */
export async function speakerOf(
  stores: Stores,
  contact: { id: string; memberId: string | null },
): Promise<Authority | null> {
  const noted = await stores.contactSpeakers.find(contact.id)
  const authority = noted === null ? null : await stores.authorities.find(noted.authorityId)
  return authority !== null && authority.memberId === contact.memberId ? authority : null
}

async function mayChange(stores: Stores, personId: string): Promise<Refused | null> {
  if (await isStrangerOnTheLine(stores, personId)) return { refused: 'verify-first' }
  if (await isHelperOnTheLine(stores, personId)) return { refused: 'member-alone' }
  return null
}

export async function giveAuthority(
  stores: Stores,
  env: Env,
  input: {
    memberId: string
    personId: string
    name: string
    relation: string
    number: string
    caseId: string | null
    scope: readonly AuthorityScope[]
    ground: AuthorityGround
    fromDay: string
    untilDay: string
  },
): Promise<{ memberId: string } | Refused> {
  const { memberId, personId, caseId } = input
  const member = await stores.members.find(memberId)
  if (!member) return { refused: 'not-found' }
  const no = await mayChange(stores, personId)
  if (no) return no
  const matter = caseId === null ? null : await stores.cases.find(caseId)
  if (caseId !== null && matter?.memberId !== memberId) return { refused: 'not-found' }
  const typed = input.number.trim()
  const number = typed === '' ? null : (normaliseNumber(typed) ?? 'unreadable')
  const fields = authorityTroubles({ ...input, number })
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const authority: Authority = {
    id: env.ids.next(),
    version: 1,
    memberId,
    caseId,
    name: input.name.trim(),
    relation: input.relation.trim(),
    number,
    scope: [...new Set(input.scope)],
    ground: input.ground,
    fromDay: input.fromDay,
    untilDay: input.untilDay,
    givenBy: personId,
    givenAt: env.now,
    withdrawnBy: null,
    withdrawnAt: null,
    withdrawnWhy: null,
  }
  await stores.authorities.insert(authority)
  return told(stores, env, authority, 'member.authority-given')
}

export async function renewAuthority(
  stores: Stores,
  env: Env,
  input: { authorityId: string; personId: string; version: number; untilDay: string },
): Promise<{ memberId: string } | Refused> {
  const found = await stores.authorities.find(input.authorityId)
  if (!found) return { refused: 'not-found' }
  const no = await mayChange(stores, input.personId)
  if (no) return no
  if (found.version !== input.version) return { refused: 'stale-version' }
  const decided = renew(found, input.untilDay, todayOf(env))
  if ('refused' in decided) return decided
  await stores.authorities.save(decided.next)
  return told(stores, env, decided.next, 'member.authority-renewed')
}

/** Always possible, whoever is on the line: it only takes away. */
export async function withdrawAuthority(
  stores: Stores,
  env: Env,
  input: { authorityId: string; personId: string; version: number; why: string },
): Promise<{ memberId: string } | Refused> {
  const found = await stores.authorities.find(input.authorityId)
  if (!found) return { refused: 'not-found' }
  if (found.version !== input.version) return { refused: 'stale-version' }
  const decided = withdraw(found, { ...input, now: env.now })
  if ('refused' in decided) return decided
  await stores.authorities.save(decided.next)
  return told(stores, env, decided.next, 'member.authority-withdrawn')
}

/**
 * The agent says who is on the line: somebody who speaks for the member, or (null) the member. The contact is then that
 * member's. An authority that ran out can be chosen too: it is the truth about who rang, and the guide says what follows.
 */
export async function noteSpeaker(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; authorityId: string | null },
): Promise<{ done: true } | Refused> {
  const { contactId, authorityId, personId } = input
  const contact = await stores.contacts.find(contactId)
  if (!contact || contact.channel !== 'voice') return { refused: 'not-found' }
  if (contact.agentId !== personId) return { refused: 'not-yours' }
  if (contact.handledAt !== null) return { refused: 'call-ended' }
  const authority = authorityId === null ? null : await stores.authorities.find(authorityId)
  if (authorityId !== null && authority === null) return { refused: 'not-found' }
  const memberId = authority?.memberId ?? contact.memberId
  if (authority && contact.memberId !== authority.memberId) {
    const moved = await identifyMember(stores, env, { contactId, memberId: authority.memberId })
    if ('refused' in moved) return moved
  } else await stores.contacts.save({ ...contact, version: contact.version + 1 })
  await stores.contactSpeakers.set(
    contactId,
    authority && { contactId, authorityId: authority.id, notedBy: personId, notedAt: env.now },
  )
  await stores.events.append([{ type: 'contact.speaker-noted', contactId, memberId, authorityId }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

async function told(
  stores: Stores,
  env: Env,
  { id, memberId, caseId }: Authority,
  type: 'member.authority-given' | 'member.authority-renewed' | 'member.authority-withdrawn',
): Promise<{ memberId: string }> {
  await stores.events.append([{ type, authorityId: id, memberId, caseId }], { actor: env.actor, at: env.now })
  return { memberId }
}
