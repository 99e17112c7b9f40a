/** What is known of who is calling before anybody asked: by the number, and by what was keyed in (verification.ts). */

import type { Contact } from '../domain/records.ts'
import { keyedNumber, numberMatch, type VerificationLevel } from '../domain/verification.ts'
import type { Env, Stores } from './ports.ts'

/** What the number alone tells about this member: 1 when it is theirs and nobody else's, and none of work. */
export async function levelOfNumber(
  stores: Stores,
  number: string | null,
  memberId: string | null,
): Promise<VerificationLevel> {
  if (number === null || memberId === null) return 0
  const owners = await stores.safeContacts.ownersOf(number)
  return owners[0]?.memberId === memberId ? numberMatch(owners, await stores.phones.byNumber(number)) : 0
}

/** A membership number was keyed in and is one that we know. Nobody is told: not the caller, and not by the voice. */
export async function keepKeyedNumber(
  stores: Stores,
  env: Env,
  contact: Contact,
  memberId: string,
): Promise<void> {
  if ((await stores.verifications.find(contact.id)) !== null) return
  await stores.verifications.insert(keyedNumber(contact.id, memberId, env.now))
  await stores.events.append([{ type: 'contact.number-keyed', contactId: contact.id, memberId }], {
    actor: env.actor,
    at: env.now,
  })
}
