/**
 * Finding out who is on the line (F85): the server asks, the agent passes on what was said, and only right or wrong comes
 * back. Two facts give level 2; a call that we made to a number we hold gives level 3.
 */
import type { Refused } from '../contract/refusals.ts'
import { isRungByUs } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Contact } from '../domain/records.ts'
import {
  answerQuestion,
  beginVerification,
  type Fact,
  type VerificationLevel,
  type VerifiedHow,
  wrongDayMs,
} from '../domain/verification.ts'
import { identifyMember } from './identify-member.ts'
import { levelOfNumber } from './number-match.ts'
import type { Env, Stores } from './ports.ts'

/** The questions about this member begin, or go on. */
export async function verifyCaller(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; memberId: string },
): Promise<{ done: true } | Refused> {
  const contact = await inHand(stores, input)
  if ('refused' in contact) return contact
  const member = await stores.members.find(input.memberId)
  if (!member) return { refused: 'not-found' }
  const before = await stores.verifications.find(contact.id)
  const begun = beginVerification({
    before,
    contactId: contact.id,
    memberId: member.id,
    held: await stores.heldFacts.of(member.id),
    level: contact.verifiedLevel,
    wrongToday: await wrongToday(stores, env, member.id),
    salt: contact.id,
    at: env.now,
  })
  if ('refused' in begun) return begun
  if (before) await stores.verifications.save(begun.next)
  else await stores.verifications.insert(begun.next)
  await stores.events.append(
    [{ type: 'contact.verification-begun', contactId: contact.id, memberId: member.id }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/** What the caller said to the open question. The second right one makes the contact this member's. */
export async function answerVerification(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; fact: Fact; said: string },
): Promise<{ done: true } | Refused> {
  const contact = await inHand(stores, input)
  if ('refused' in contact) return contact
  if (input.said.trim() === '') return { refused: 'said-required' }
  const verification = await stores.verifications.find(contact.id)
  if (!verification) return { refused: 'not-asked' }
  const { memberId } = verification
  const answered = answerQuestion(verification, {
    fact: input.fact,
    said: input.said,
    held: await stores.heldFacts.of(memberId),
    salt: contact.id,
    wrongToday: await wrongToday(stores, env, memberId),
    at: env.now,
  })
  if ('refused' in answered) return answered
  const { isRight } = answered
  await stores.verifications.save(answered.next)
  await stores.verificationAnswers.insert({
    id: env.ids.next(),
    contactId: contact.id,
    memberId,
    fact: input.fact,
    isRight,
    at: env.now,
    by: input.personId,
  })
  const events: DomainEvent[] = [
    { type: 'contact.verification-answered', contactId: contact.id, memberId, fact: input.fact, isRight },
  ]
  if (answered.next.lockedAt !== null)
    events.push({ type: 'contact.verification-locked', contactId: contact.id, memberId })
  await stores.events.append(events, { actor: env.actor, at: env.now })
  if (answered.isPassed) {
    if (contact.memberId !== memberId) await identifyMember(stores, env, { contactId: contact.id, memberId })
    await raise(stores, env, contact.id, 2, 'facts')
  }
  return { done: true }
}

/** We rang them on a number that we hold for them alone, and it is them who answered. */
export async function confirmRungBack(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const contact = await inHand(stores, input)
  if ('refused' in contact) return contact
  if (!isRungByUs(contact) || contact.connectedAt === null) return { refused: 'not-rung-back' }
  if (contact.verifiedLevel === 3) return { refused: 'already-verified' }
  if (contact.memberId === null || (await levelOfNumber(stores, contact.callerNumber, contact.memberId)) < 1)
    return { refused: 'not-their-number' }
  await raise(stores, env, contact.id, 3, 'call-back')
  return { done: true }
}

async function raise(
  stores: Stores,
  env: Env,
  contactId: string,
  level: VerificationLevel,
  how: VerifiedHow,
): Promise<void> {
  const contact = await stores.contacts.find(contactId)
  if (!contact || contact.memberId === null) return
  await stores.contacts.save({
    ...contact,
    version: contact.version + 1,
    verifiedLevel: level,
    verifiedHow: how,
  })
  await stores.events.append(
    [{ type: 'contact.verified', contactId, memberId: contact.memberId, level, how }],
    { actor: env.actor, at: env.now },
  )
}

/** The contact while this person is on it. */
async function inHand(
  stores: Stores,
  { contactId, personId }: { contactId: string; personId: string },
): Promise<Contact | Refused> {
  const contact = await stores.contacts.find(contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.channel !== 'voice' || contact.state === 'ended') return { refused: 'call-ended' }
  if (contact.agentId !== personId) return { refused: 'not-yours' }
  return contact
}

const wrongToday = (stores: Stores, env: Env, memberId: string): Promise<number> =>
  stores.verificationAnswers.wrongSince(memberId, new Date(Date.parse(env.now) - wrongDayMs).toISOString())
