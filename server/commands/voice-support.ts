/** What several voice commands share: finding the member's leg, and letting an agent go when their contact ends. */

import { isRungByUs, notDialled, park } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { guestGone, isOpen } from '../domain/guest.ts'
import { settle } from '../domain/offer.ts'
import { endCall as endPresence, stopRinging } from '../domain/presence.ts'
import type { Call, Contact, Guest, GuestGone, OfferState } from '../domain/records.ts'
import { endListeningOf } from './listening-support.ts'
import type { Env, Stores } from './ports.ts'

/**
 * The member's leg of a voice contact. A voice contact is made together with it, so its absence is a bug; only a
 * callback or a call of ours connects before its member is rung, and has `notDialled` for a leg until then.
 */
export async function memberCall(stores: Stores, contactId: string): Promise<Pick<Call, 'callSid'>> {
  const calls = await stores.calls.ofContact(contactId)
  const call = calls.find((c) => c.party === 'member')
  const contact = call ? null : await stores.contacts.find(contactId)
  if (!call && contact && isRungByUs(contact)) return { callSid: notDialled }
  if (!call) throw new Error(`contact ${contactId} has no member leg`)
  return call
}

/** Settles the open offer of a contact, if any, and frees the agent it rang. */
export async function withdrawOffer(stores: Stores, env: Env, contactId: string): Promise<DomainEvent[]> {
  const offer = await stores.offers.openByContact(contactId)
  return offer ? settleOffer(stores, env, offer.id, 'withdrawn') : []
}

/** Settles one open offer as not taken and frees its agent. Nothing happens when it was settled before. */
export async function settleOffer(
  stores: Stores,
  env: Env,
  offerId: string,
  how: Exclude<OfferState, 'pending' | 'accepted'>,
): Promise<DomainEvent[]> {
  const offer = await stores.offers.find(offerId)
  if (!offer || offer.state !== 'pending') return []
  await stores.offers.save(settle(offer, how, env.now))
  const events: DomainEvent[] = [
    { type: `offer.${how}`, offerId: offer.id, contactId: offer.contactId, personId: offer.personId },
  ]
  const presence = await stores.presences.find(offer.personId)
  if (presence) {
    // Not coming into a colleague's call is no sign of being away.
    const freed = stopRinging(presence, offer.guestId === null ? how : 'withdrawn', env.now)
    await stores.presences.save(freed)
    events.push({ type: 'presence.changed', personId: freed.personId, choice: freed.choice })
  }
  const guest = offer.guestId === null ? null : await stores.guests.find(offer.guestId)
  if (guest) {
    const because = how === 'declined' ? 'declined' : how === 'expired' ? 'no-answer' : 'call-over'
    events.push(...(await letGuestGo(stores, env, guest, because)))
  }
  return events
}

/** A guest is out of the call, or will not come; a colleague is free again. Nothing happens when they were gone before. */
export async function letGuestGo(
  stores: Stores,
  env: Env,
  guest: Guest,
  because: GuestGone,
): Promise<DomainEvent[]> {
  const gone = guestGone(guest, because, env.now)
  if (!gone) return []
  await stores.guests.save(gone)
  const events: DomainEvent[] = [
    { type: 'guest.gone', contactId: guest.contactId, guestId: guest.id, because, callSid: guest.callSid },
  ]
  if (guest.personId === null || because === 'took-over') return events
  const offer = await stores.offers.openByPerson(guest.personId)
  if (offer?.guestId === guest.id)
    return [...events, ...(await settleOffer(stores, env, offer.id, 'withdrawn'))]
  const presence = await stores.presences.find(guest.personId)
  if (!presence || presence.contactId !== guest.contactId || presence.occupancy !== 'on-call') return events
  const freed = endPresence(presence, { spoke: false, now: env.now })
  await stores.presences.save(freed)
  return [...events, { type: 'presence.changed', personId: freed.personId, choice: freed.choice }]
}

/** The agent of a contact that has just ended goes to wrap-up when the two spoke, else is free again; guests go. */
export async function releaseAgent(stores: Stores, env: Env, contact: Contact): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const guest of await stores.guests.ofContact(contact.id))
    events.push(...(await letGuestGo(stores, env, guest, 'call-over')))
  if (contact.agentId === null) return events
  const presence = await stores.presences.find(contact.agentId)
  if (!presence || presence.contactId !== contact.id) return events
  const next = endPresence(presence, {
    spoke: contact.connectedAt !== null && contact.result !== 'not-reached',
    now: env.now,
  })
  await stores.presences.save(next)
  return [...events, { type: 'presence.changed', personId: next.personId, choice: next.choice }]
}

/**
 * One leg of the agent is gone: unless another of theirs is in the call, the member is parked and told. An outside number
 * that they talk with keeps them company until the agent is back; one that was spoken with privately, or still rings,
 * would be alone in the call, and is let go.
 */
export async function parkWithoutAgent(
  stores: Stores,
  env: Env,
  contact: Contact,
  gone: Call,
): Promise<void> {
  // The leg of an agent who had the call before is nobody's loss.
  if (gone.personId !== contact.agentId) return
  const calls = await stores.calls.ofContact(contact.id)
  const isIn = (c: Call) => c.party === 'agent' && c.joinedAt !== null && c.leftAt === null
  if (calls.some((c) => c.callSid !== gone.callSid && c.personId === contact.agentId && isIn(c))) return
  const { callSid } = await memberCall(stores, contact.id)
  const outside = (await stores.guests.ofContact(contact.id)).filter(
    (guest) => guest.kind === 'outside' && isOpen(guest),
  )
  const talks = (guest: Guest) =>
    contact.state === 'connected' && contact.heldSince === null && guest.state === 'talking'
  const inCompany = outside.some(talks)
  const decision = park(contact, { memberCallSid: callSid, now: env.now, inCompany })
  if (!decision) return
  await stores.contacts.save(decision.contact)
  const events = [...decision.events, ...(await endListeningOf(stores, env, contact.id, 'agent-changed'))]
  for (const guest of outside)
    if (!talks(guest)) events.push(...(await letGuestGo(stores, env, guest, 'agent-lost')))
  // Whoever keeps them company is now the one whose leaving ends the conference.
  if (inCompany) events.push({ type: 'contact.kept-company', contactId: contact.id })
  await stores.events.append(events, { actor: env.actor, at: env.now })
}
