import type { Refused } from '../contract/refusals.ts'
import { whyTooLate } from '../domain/offer.ts'
import type { Env, Stores } from './ports.ts'
import { settleOffer } from './voice-support.ts'

/** "Pass on": no reason is asked; the caller keeps their place and the agent stays available. */
export async function declineOffer(
  stores: Stores,
  env: Env,
  input: { offerId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const offer = await stores.offers.find(input.offerId)
  if (!offer || offer.personId !== input.personId) return { refused: 'not-found' }
  const tooLate = whyTooLate(offer, env.now)
  if (tooLate) return tooLate
  const events = await settleOffer(stores, env, offer.id, 'declined')
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { done: true }
}
