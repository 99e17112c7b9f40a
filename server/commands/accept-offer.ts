import { isRefused, type Refused } from '../contract/refusals.ts'
import { startDialling } from '../domain/callback.ts'
import { startConnecting } from '../domain/contact.ts'
import { settle, whyTooLate } from '../domain/offer.ts'
import { startCall } from '../domain/presence.ts'
import { acceptAsGuest } from './ask-guest.ts'
import { ensureCase } from './attach-case.ts'
import type { Env, Stores } from './ports.ts'
import { memberCall } from './voice-support.ts'

/**
 * The agent answers: the offer is won, the member is on the way into the conference, and the contact is on a case.
 * Of any number of accepts at once exactly one succeeds; the others learn who was first.
 */
export async function acceptOffer(
  stores: Stores,
  env: Env,
  input: { offerId: string; personId: string },
): Promise<{ contactId: string } | Refused> {
  const offer = await stores.offers.find(input.offerId)
  if (!offer) return { refused: 'not-found' }
  const tooLate =
    offer.personId === input.personId ? whyTooLate(offer, env.now) : ({ refused: 'already-handled' } as const)
  if (tooLate) {
    if (tooLate.refused !== 'already-handled') return tooLate
    const contact = await stores.contacts.find(offer.contactId)
    // Passed on and with nobody yet: there is no name to say.
    const winnerId = contact?.agentId ?? (offer.state === 'declined' ? null : offer.personId)
    const winner = winnerId === null ? null : await stores.people.find(winnerId)
    return winner
      ? { refused: 'already-handled', detail: `${winner.name} is already handling this call.` }
      : tooLate
  }
  if (offer.guestId !== null) return acceptAsGuest(stores, env, offer, settle(offer, 'accepted', env.now))
  const contact = await stores.contacts.find(offer.contactId)
  if (!contact) return { refused: 'not-found' }
  const call = await memberCall(stores, contact.id)
  const decision = startConnecting(contact, {
    personId: input.personId,
    memberCallSid: call.callSid,
    now: env.now,
  })
  if (isRefused(decision)) return decision
  const presence = await stores.presences.find(input.personId)
  if (!presence) return { refused: 'not-found' }

  if (contact.callbackId !== null) {
    const callback = await stores.callbacks.find(contact.callbackId)
    const dialling = callback && startDialling(callback)
    if (dialling) await stores.callbacks.save(dialling)
  }
  await stores.offers.save(settle(offer, 'accepted', env.now))
  await stores.presences.save(startCall(presence, contact.id, env.now))
  const attached = await ensureCase(stores, env, decision.contact, { ownerId: input.personId })
  await stores.contacts.save(attached.contact)
  await stores.events.append(
    [
      { type: 'offer.accepted', offerId: offer.id, contactId: contact.id, personId: input.personId },
      ...decision.events,
      ...attached.events,
      { type: 'presence.changed', personId: input.personId, choice: presence.choice },
    ],
    { actor: env.actor, at: env.now },
  )
  return { contactId: contact.id }
}
