/** What the commands about guests share: the legs that are to go, giving a passed-on member back, and who is free. */
import type { Refused } from '../contract/refusals.ts'
import { giveBack, leaveToGuest } from '../domain/contact.ts'
import { handPartOver } from '../domain/contact-part.ts'
import type { DomainEvent } from '../domain/events.ts'
import { isOpen } from '../domain/guest.ts'
import { readCaller } from '../domain/phone-number.ts'
import { endCall, finishWrapUp, isCallable, loseCall } from '../domain/presence.ts'
import type { Contact, Guest, GuestGone, Presence } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'
import { letGuestGo, memberCall } from './voice-support.ts'

/** The legs of the agent in hand that are still in the call. */
export const agentLegs = async (stores: Stores, contact: Contact): Promise<string[]> =>
  (await stores.calls.ofContact(contact.id))
    .filter(
      (c) => c.party === 'agent' && c.personId === contact.agentId && c.leftAt === null && c.endedAt === null,
    )
    .map((c) => c.callSid)

export const openGuests = async (stores: Stores, contactId: string): Promise<Guest[]> =>
  (await stores.guests.ofContact(contactId)).filter(isOpen)

/** A parked member who talks with an outside number: one that was spoken with privately is let go with the agent's leg. */
export const isInCompany = async (stores: Stores, contact: Contact): Promise<boolean> =>
  contact.state === 'parked' &&
  (await openGuests(stores, contact.id)).some(
    (guest) => guest.kind === 'outside' && guest.state === 'talking',
  )

export async function sendGuestsAway(
  stores: Stores,
  env: Env,
  contactId: string,
  because: GuestGone,
): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const guest of await openGuests(stores, contactId))
    events.push(...(await letGuestGo(stores, env, guest, because)))
  return events
}

/** The agent has given the call away: free at once, or to write it up when no colleague has it now. */
export async function letAgentGo(
  stores: Stores,
  env: Env,
  contact: Contact,
  personId: string,
  writesUp: boolean,
): Promise<DomainEvent[]> {
  const presence = await stores.presences.find(personId)
  if (!presence || presence.contactId !== contact.id) return []
  const next = endCall(presence, { spoke: writesUp, now: env.now })
  await stores.presences.save(next)
  return [{ type: 'presence.changed', personId, choice: next.choice }]
}

/** Somebody else has the call now: what this agent wrote is theirs, and they write it up, unless they have (`doneAt`). */
export async function leavePart(
  stores: Stores,
  env: Env,
  contact: Contact,
  personId: string,
  doneAt: string | null = null,
): Promise<Contact> {
  const left = handPartOver(contact, { id: env.ids.next(), personId, now: env.now, doneAt })
  await stores.contactParts.insert(left.part)
  return left.contact
}

/** Nobody of ours and nobody outside has the member any more: to the head of the queue, everybody else is let go. */
export async function returnMember(
  stores: Stores,
  env: Env,
  contact: Contact,
  reason?: string,
): Promise<boolean> {
  const decision = giveBack(contact, {
    memberCallSid: (await memberCall(stores, contact.id)).callSid,
    now: env.now,
    ...(reason === undefined ? {} : { reason }),
  })
  if (!decision) return false
  // Whoever passed them outside had the call until now; the next one begins with a page of their own. They are free at
  // once, because the member waits: their notes stay theirs to write on.
  const passedBy = contact.state === 'outside' ? contact.agentId : null
  await stores.contacts.save(
    passedBy === null
      ? decision.contact
      : await leavePart(stores, env, decision.contact, passedBy, contact.handledAt),
  )
  const events = [...decision.events, ...(await sendGuestsAway(stores, env, contact.id, 'call-over'))]
  const presence = contact.agentId === null ? null : await stores.presences.find(contact.agentId)
  if (presence && presence.contactId === contact.id) {
    const freed = freeAgain(presence, env.now)
    await stores.presences.save(freed)
    events.push({ type: 'presence.changed', personId: freed.personId, choice: freed.choice })
  }
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return true
}

/**
 * The agent did not come back, and the member still talks with an outside number: nobody parts the two. The agent is
 * free; when that number hangs up, the member is at the head of the queue.
 */
export async function leaveWithGuest(stores: Stores, env: Env, contact: Contact): Promise<boolean> {
  const company = (await openGuests(stores, contact.id)).find(
    (guest) => guest.kind === 'outside' && guest.state === 'talking',
  )
  const decision = company ? leaveToGuest(contact, { guestId: company.id }) : null
  if (!decision) return false
  await stores.contacts.save(decision.contact)
  const events = [...decision.events]
  const presence = contact.agentId === null ? null : await stores.presences.find(contact.agentId)
  if (presence && presence.contactId === contact.id) {
    const freed = freeAgain(presence, env.now)
    await stores.presences.save(freed)
    events.push({ type: 'presence.changed', personId: freed.personId, choice: freed.choice })
  }
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return true
}

/** Lost in a call: asked whether they are there. Writing up a call that goes on elsewhere: simply free. */
const freeAgain = (presence: Presence, now: string): Presence =>
  presence.occupancy === 'wrap-up'
    ? finishWrapUp(presence, { then: null, wasHard: false, now })
    : loseCall(presence, now)

/** A colleague who may be rung now, by name; else the refusal with their name. */
export async function freeColleague(
  stores: Stores,
  asker: string,
  personId: string,
): Promise<{ name: string; presence: Presence } | Refused> {
  const person = await stores.people.find(personId)
  if (!person || person.leftAt !== null || personId === asker) return { refused: 'not-found' }
  const presence = await stores.presences.find(personId)
  return presence && isCallable(presence)
    ? { name: person.name, presence }
    : { refused: 'colleague-not-free', detail: `${person.name} is not free right now.` }
}

/** A number that may be rung from here: readable, and neither the caller's own nor one of ours. */
export async function outsideNumber(
  stores: Stores,
  contact: Contact,
  typed: string,
): Promise<{ number: string } | Refused> {
  const read = readCaller(typed)
  if (read.kind !== 'number') return { refused: 'number-unreadable' }
  const isOurs = (await stores.lines.byNumber(read.e164)) !== null
  return isOurs || read.e164 === contact.callerNumber
    ? { refused: 'not-a-destination' }
    : { number: read.e164 }
}
