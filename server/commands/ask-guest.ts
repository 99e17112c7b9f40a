/**
 * "Ask first" (F33): the member goes on hold with music, and a colleague or an outside number is rung into the call. On
 * hold the member hears the music alone, so what is said then is between agent and guest.
 */
import { isRefused, type Refused } from '../contract/refusals.ts'
import { hold } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { guestAnswered, isOnTheWay, askGuest as newGuest } from '../domain/guest.ts'
import { makeOffer } from '../domain/offer.ts'
import { ring, startCall } from '../domain/presence.ts'
import type { Contact, Guest, Offer } from '../domain/records.ts'
import { freeColleague, openGuests, outsideNumber } from './guest-support.ts'
import type { Env, Stores } from './ports.ts'
import { keepPrivate } from './recording-support.ts'
import { memberCall } from './voice-support.ts'

export type Whom = { kind: 'colleague'; personId: string } | { kind: 'outside'; number: string; name: string }

export async function askGuest(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; whom: Whom },
): Promise<{ done: true } | Refused> {
  const found = await stores.contacts.find(input.contactId)
  if (!found || found.channel !== 'voice') return { refused: 'not-found' }
  const held = await holdFirst(stores, env, found, input.personId)
  if (isRefused(held)) return held
  if ((await openGuests(stores, found.id)).some(isOnTheWay)) return { refused: 'already-asking' }
  const rung = await ringGuest(stores, env, found, input)
  if (isRefused(rung)) return rung
  if (held.contact !== found) await stores.contacts.save(held.contact)
  // The pause comes before the ringing: nobody is there to be recorded before it is made.
  const unrecorded = await keepPrivate(stores, env, held.contact, true)
  await stores.events.append([...held.events, ...unrecorded, ...rung.events], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

async function holdFirst(stores: Stores, env: Env, contact: Contact, personId: string) {
  const { callSid } = await memberCall(stores, contact.id)
  const decision = hold(contact, { personId, memberCallSid: callSid, now: env.now })
  return isRefused(decision) && decision.refused === 'already-held' ? { contact, events: [] } : decision
}

/** The guest's row, and for a colleague the offer that rings their console. Refuses before anything is written. */
export async function ringGuest(
  stores: Stores,
  env: Env,
  contact: Contact,
  input: { personId: string; whom: Whom },
): Promise<{ guest: Guest; events: DomainEvent[] } | Refused> {
  const { whom } = input
  const base = { id: env.ids.next(), contactId: contact.id, askedBy: input.personId, now: env.now }
  const asked = (guest: Guest): DomainEvent => ({
    type: 'guest.asked',
    contactId: contact.id,
    guestId: guest.id,
    personId: input.personId,
    kind: guest.kind,
  })
  if (whom.kind === 'outside') {
    const to = await outsideNumber(stores, contact, whom.number)
    if (isRefused(to)) return to
    const name = whom.name.trim() === '' ? to.number : whom.name.trim()
    const guest = newGuest({ ...base, whom: { kind: 'outside', number: to.number }, name })
    await stores.guests.insert(guest)
    return { guest, events: [asked(guest)] }
  }
  const colleague = await freeColleague(stores, input.personId, whom.personId)
  if (isRefused(colleague)) return colleague
  const guest = newGuest({ ...base, whom, name: colleague.name })
  const offer = makeOffer({
    id: env.ids.next(),
    contactId: contact.id,
    personId: whom.personId,
    isKnownTo: false,
    guestId: guest.id,
    now: env.now,
  })
  await stores.guests.insert(guest)
  await stores.offers.insert(offer)
  await stores.presences.save(ring(colleague.presence, contact.id, env.now))
  return {
    guest,
    events: [
      asked(guest),
      { type: 'offer.made', offerId: offer.id, contactId: contact.id, personId: whom.personId },
      { type: 'presence.changed', personId: whom.personId, choice: colleague.presence.choice },
    ],
  }
}

/** The colleague answers: their browser joins by itself, as with any call. Called with an offer that may be accepted. */
export async function acceptAsGuest(
  stores: Stores,
  env: Env,
  offer: Offer,
  accepted: Offer,
): Promise<{ contactId: string } | Refused> {
  const guest = offer.guestId === null ? null : await stores.guests.find(offer.guestId)
  const answered = guest === null ? null : guestAnswered(guest)
  const presence = await stores.presences.find(offer.personId)
  if (answered === null || presence === null) return { refused: 'offer-withdrawn' }
  await stores.offers.save(accepted)
  await stores.guests.save(answered)
  await stores.presences.save(startCall(presence, offer.contactId, env.now))
  await stores.events.append(
    [
      { type: 'offer.accepted', offerId: offer.id, contactId: offer.contactId, personId: offer.personId },
      { type: 'guest.answered', contactId: offer.contactId, guestId: answered.id },
      { type: 'presence.changed', personId: offer.personId, choice: presence.choice },
    ],
    { actor: env.actor, at: env.now },
  )
  return { contactId: offer.contactId }
}
