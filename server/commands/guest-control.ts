/** What is done about guests in a call: back to the member, hand over, take over, mute, remove, leave (F33). */
import { isRefused, type Refused } from '../contract/refusals.ts'
import { handOver, passOutside, resume } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { isOpen } from '../domain/guest.ts'
import type { Call, Contact, Guest } from '../domain/records.ts'
import { agentLegs, leavePart, letAgentGo, openGuests, sendGuestsAway } from './guest-support.ts'
import { endListeningOf } from './listening-support.ts'
import type { Env, Stores } from './ports.ts'
import { keepPrivate } from './recording-support.ts'
import { letGuestGo, memberCall } from './voice-support.ts'

type Done = { done: true }
interface Input {
  contactId: string
  personId: string
}

/** The guest is thanked or was not reached: everybody asked goes, and the member comes off hold. */
export async function backToMember(stores: Stores, env: Env, input: Input): Promise<Done | Refused> {
  const contact = await mine(stores, input)
  if (isRefused(contact)) return contact
  if (contact.state !== 'connected') return { refused: 'not-connected' }
  const events: DomainEvent[] = await sendGuestsAway(stores, env, contact.id, 'sent-away')
  if (contact.heldSince !== null) {
    const { callSid } = await memberCall(stores, contact.id)
    const decision = resume(contact, { personId: input.personId, memberCallSid: callSid })
    if (isRefused(decision)) return decision
    await stores.contacts.save(decision.contact)
    events.push(...decision.events, ...(await keepPrivate(stores, env, decision.contact)))
  } else if (events.length === 0) return { refused: 'not-held' }
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { done: true }
}

/** "Complete": the guest who is in the call has it from here, and the agent goes. */
export async function completeHandOver(stores: Stores, env: Env, input: Input): Promise<Done | Refused> {
  const contact = await mine(stores, input)
  if (isRefused(contact)) return contact
  const talking = (await openGuests(stores, contact.id)).filter((guest) => guest.state === 'talking')
  const guest = talking.find((one) => one.kind === 'colleague') ?? talking[0]
  if (!guest) return { refused: 'nobody-to-hand-to' }
  if (guest.personId !== null) return giveTo(stores, env, contact, guest, true)
  const decision = passOutside(contact, {
    personId: input.personId,
    guestId: guest.id,
    isTalking: true,
    memberCallSid: (await memberCall(stores, contact.id)).callSid,
    agentCallSids: await agentLegs(stores, contact),
    now: env.now,
  })
  if (isRefused(decision)) return decision
  await stores.contacts.save(decision.contact)
  const released = [
    ...(await keepPrivate(stores, env, decision.contact)),
    ...(await letAgentGo(stores, env, contact, input.personId, true)),
    ...(await endListeningOf(stores, env, contact.id, 'agent-changed')),
  ]
  await stores.events.append([...decision.events, ...released], { actor: env.actor, at: env.now })
  return { done: true }
}

/** The agent's phone was lost while a colleague was in the call: the colleague may take it, without waiting. */
export async function takeOver(stores: Stores, env: Env, input: Input): Promise<Done | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  const guest = (await openGuests(stores, contact.id)).find(
    (one) => one.personId === input.personId && one.state === 'talking',
  )
  if (!guest) return { refused: 'guest-gone' }
  if (contact.state !== 'parked') return { refused: 'not-yours' }
  return giveTo(stores, env, contact, guest)
}

/**
 * A colleague who is in the call becomes its agent, with a page of their own beside the notes of the one before.
 * `isHandedOver`: by that one, who writes up their part now; one whose phone was lost is free, and the notes stay theirs.
 */
export async function giveTo(
  stores: Stores,
  env: Env,
  contact: Contact,
  guest: Guest,
  isHandedOver = false,
): Promise<Done | Refused> {
  if (guest.personId === null || guest.callSid === null) return { refused: 'nobody-to-hand-to' }
  const decision = handOver(contact, {
    toPersonId: guest.personId,
    memberCallSid: (await memberCall(stores, contact.id)).callSid,
    agentCallSids: await agentLegs(stores, contact),
  })
  if (isRefused(decision)) return decision
  await stores.contacts.save(
    contact.agentId !== null
      ? await leavePart(stores, env, decision.contact, contact.agentId)
      : decision.contact,
  )
  const leg = await stores.calls.find(guest.callSid)
  if (leg) await stores.calls.save({ ...leg, party: 'agent' })
  const gone = await keepPrivate(stores, env, decision.contact)
  gone.push(...(await letGuestGo(stores, env, guest, 'took-over')))
  const released =
    contact.agentId === null ? [] : await letAgentGo(stores, env, contact, contact.agentId, isHandedOver)
  released.push(...(await endListeningOf(stores, env, contact.id, 'agent-changed')))
  await stores.events.append([...decision.events, ...gone, ...released], { actor: env.actor, at: env.now })
  return { done: true }
}

/**
 * The agent's last leg is gone in a three-way call: a colleague who goes on talking to the member has the call now, and
 * the member hears no break. A member on hold is told instead (J4).
 */
export async function carriesOn(stores: Stores, env: Env, contact: Contact, gone: Call): Promise<boolean> {
  if (contact.state !== 'connected' || contact.heldSince !== null || gone.personId !== contact.agentId)
    return false
  if ((await agentLegs(stores, contact)).some((callSid) => callSid !== gone.callSid)) return false
  const guests = await openGuests(stores, contact.id)
  const colleague = guests.find((one) => one.personId !== null && one.state === 'talking')
  return colleague !== undefined && !isRefused(await giveTo(stores, env, contact, colleague))
}

/** Sends one guest away; a colleague's own way out is `leaveAsGuest`. */
export async function removeGuest(
  stores: Stores,
  env: Env,
  input: Input & { guestId: string },
): Promise<Done | Refused> {
  const found = await openGuest(stores, input)
  if (isRefused(found)) return found
  await stores.events.append(await letGuestGo(stores, env, found.guest, 'sent-away'), {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

export async function muteGuest(
  stores: Stores,
  env: Env,
  input: Input & { guestId: string; muted: boolean },
): Promise<Done | Refused> {
  const found = await openGuest(stores, input)
  if (isRefused(found)) return found
  const { guest, contact } = found
  if (guest.state !== 'talking' || guest.callSid === null || contact.conferenceSid === null)
    return { refused: 'not-connected' }
  if (guest.muted === input.muted) return { done: true }
  await stores.guests.save({ ...guest, muted: input.muted })
  await stores.events.append(
    [
      {
        type: 'guest.muted',
        contactId: contact.id,
        guestId: guest.id,
        conferenceSid: contact.conferenceSid,
        callSid: guest.callSid,
        muted: input.muted,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/** A colleague leaves a call that is not theirs. */
export async function leaveAsGuest(stores: Stores, env: Env, input: Input): Promise<Done | Refused> {
  const guest = (await openGuests(stores, input.contactId)).find((one) => one.personId === input.personId)
  if (!guest) return { refused: 'guest-gone' }
  await stores.events.append(await letGuestGo(stores, env, guest, 'hung-up'), {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

async function mine(stores: Stores, input: Input): Promise<Contact | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.channel !== 'voice') return { refused: 'not-found' }
  if (contact.state === 'ended') return { refused: 'call-ended' }
  return contact.agentId === input.personId ? contact : { refused: 'not-yours' }
}

async function openGuest(
  stores: Stores,
  input: Input & { guestId: string },
): Promise<{ contact: Contact; guest: Guest } | Refused> {
  const contact = await mine(stores, input)
  if (isRefused(contact)) return contact
  const guest = await stores.guests.find(input.guestId)
  if (!guest || guest.contactId !== contact.id) return { refused: 'not-found' }
  return isOpen(guest) ? { contact, guest } : { refused: 'guest-gone' }
}
