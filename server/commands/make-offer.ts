import type { Refused } from '../contract/refusals.ts'
import { makeOffer as newOffer } from '../domain/offer.ts'
import { isCallable, ring } from '../domain/presence.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Proposes a waiting contact to one agent. Refuses when either is no longer free; the database's unique indexes
 * (one open offer per contact, one per agent) are the last word.
 */
export async function makeOffer(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ offerId: string } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.state !== 'waiting') return { refused: 'call-ended' }
  if (await stores.offers.openByContact(contact.id)) return { refused: 'already-handled' }
  const presence = await stores.presences.find(input.personId)
  if (!presence || !isCallable(presence)) return { refused: 'busy-with-call' }
  const offer = newOffer({
    id: env.ids.next(),
    contactId: contact.id,
    personId: input.personId,
    isKnownTo: contact.knownTo === input.personId,
    now: env.now,
  })
  await stores.offers.insert(offer)
  await stores.presences.save(ring(presence, contact.id, env.now))
  await stores.events.append(
    [
      { type: 'offer.made', offerId: offer.id, contactId: contact.id, personId: input.personId },
      { type: 'presence.changed', personId: input.personId, choice: presence.choice },
    ],
    { actor: env.actor, at: env.now },
  )
  return { offerId: offer.id }
}
