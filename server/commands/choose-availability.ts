import type { Refused } from '../contract/refusals.ts'
import { choose, newPresence } from '../domain/presence.ts'
import type { Availability } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'
import { settleOffer } from './voice-support.ts'

/** The person's own choice. Choosing a break while a call rings passes it on first. */
export async function chooseAvailability(
  stores: Stores,
  env: Env,
  input: { personId: string; choice: Availability; afterCall: boolean },
): Promise<{ done: true } | Refused> {
  if (
    input.choice === 'available' &&
    !input.afterCall &&
    (await stores.listenings.openByPerson(input.personId))
  )
    return { refused: 'already-listening' }
  const events = []
  const known = await stores.presences.find(input.personId)
  // F34: nobody is made available whom no caller could hear.
  if (input.choice === 'available' && known?.microphone === 'denied') return { refused: 'microphone-blocked' }
  if (known?.occupancy === 'ringing' && input.choice !== 'available') {
    const offer = await stores.offers.openByPerson(input.personId)
    if (offer) events.push(...(await settleOffer(stores, env, offer.id, 'declined')))
  }
  const presence = (await stores.presences.find(input.personId)) ?? newPresence(input.personId, env.now)
  const next = choose(presence, { choice: input.choice, afterCall: input.afterCall, now: env.now })
  await (known ? stores.presences.save(next) : stores.presences.insert(next))
  events.push({ type: 'presence.changed' as const, personId: input.personId, choice: next.choice })
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { done: true }
}
