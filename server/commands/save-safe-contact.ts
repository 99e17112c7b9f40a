import type { Refused } from '../contract/refusals.ts'
import { type SafeContact, safeContactTroubles } from '../domain/safe-contact.ts'
import { hidesMembership, mayAt } from '../domain/verification.ts'
import { speakerOf } from './authorities.ts'
import type { Env, Stores } from './ports.ts'

/**
 * How a member wants to be contacted, as they said it. `version` 0: they said nothing before. Whoever has somebody on the
 * line must know who it is first: a stranger could make a safe number unsafe.
 */
export async function saveSafeContact(
  stores: Stores,
  env: Env,
  input: { memberId: string; personId: string; version: number } & Omit<
    SafeContact,
    'memberId' | 'version' | 'changedBy' | 'changedAt'
  >,
): Promise<{ done: true } | Refused> {
  const { memberId, personId, version, ...wish } = input
  const member = await stores.members.find(memberId)
  if (!member) return { refused: 'not-found' }
  const presence = await stores.presences.find(personId)
  const call =
    (presence?.contactId ?? null) === null ? null : await stores.contacts.find(presence?.contactId ?? '')
  if (call && hidesMembership(call) && !mayAt(call.verifiedLevel, 'change-safe-contact'))
    return { refused: 'verify-first' }
  if (call && call.state !== 'ended' && (await speakerOf(stores, call))) return { refused: 'member-alone' }
  const troubles = safeContactTroubles(wish)
  if (troubles.length > 0) return { refused: 'bad-settings', fields: troubles }
  const before = await stores.safeContacts.find(memberId)
  if ((before?.version ?? 0) !== version) return { refused: 'stale-version' }
  const codeWord = wish.codeWord?.trim() ?? ''
  const next: SafeContact = {
    ...wish,
    memberId,
    version: version + 1,
    codeWord: codeWord === '' ? null : codeWord,
    changedBy: personId,
    changedAt: env.now,
  }
  if (before) await stores.safeContacts.save(next)
  else await stores.safeContacts.insert(next)
  await stores.events.append([{ type: 'member.safe-contact-changed', memberId }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}
