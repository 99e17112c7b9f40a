import { isRefused, type Refused } from '../contract/refusals.ts'
import { isCallable } from '../domain/presence.ts'
import { makeOffer } from './make-offer.ts'
import type { Env, Stores } from './ports.ts'
import { withdrawOffer } from './voice-support.ts'

/**
 * A supervisor takes a waiting caller: it rings at their own phone, now, also when it rang at a colleague's, who stays
 * free. Answering is up to them, as with any offer.
 */
export async function takeCaller(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.state !== 'waiting') return { refused: 'not-waiting' }
  const presence = await stores.presences.find(input.personId)
  if (!presence || !isCallable(presence)) return { refused: 'phone-not-ready' }
  await stores.events.append(await withdrawOffer(stores, env, contact.id), { actor: env.actor, at: env.now })
  const offer = await makeOffer(stores, env, input)
  return isRefused(offer) ? offer : { done: true }
}
