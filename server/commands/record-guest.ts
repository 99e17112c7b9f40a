/** News of a guest's leg, from the Participant API's answer, its status callback or the conference; in any order, any number of times. */
import { isFinalStatus } from '../domain/call-status.ts'
import { outsideAnswered } from '../domain/contact.ts'
import { goneByStatus, guestJoined } from '../domain/guest.ts'
import type { Contact, Guest } from '../domain/records.ts'
import { isInCompany, returnMember } from './guest-support.ts'
import type { Env, Stores } from './ports.ts'
import { keepPrivate } from './recording-support.ts'
import { letGuestGo, memberCall } from './voice-support.ts'

/** This leg is the outside guest's. One who was sent away while the network still rang them is hung up on. */
export async function guestIsRung(
  stores: Stores,
  env: Env,
  input: { guestId: string; callSid: string },
): Promise<Guest | null> {
  const guest = await stores.guests.find(input.guestId)
  if (!guest) return null
  if (guest.callSid !== null) return guest
  const known: Guest = { ...guest, callSid: input.callSid }
  await stores.guests.save(known)
  if (!(await stores.calls.find(input.callSid)))
    await stores.calls.insert({
      callSid: input.callSid,
      contactId: guest.contactId,
      party: 'outside',
      personId: null,
      direction: 'outbound-api',
      status: 'queued',
      sequence: -1,
      startedAt: env.now,
      joinedAt: null,
      leftAt: null,
      endedAt: null,
      heardConferenceSid: null,
      heardSequence: null,
    })
  if (known.state === 'gone')
    await stores.events.append(
      [
        {
          type: 'guest.gone',
          contactId: known.contactId,
          guestId: known.id,
          because: known.goneBecause ?? 'sent-away',
          callSid: input.callSid,
        },
      ],
      { actor: env.actor, at: env.now },
    )
  return known
}

/** The guest is in the conference. A member who was passed on to them comes off hold. */
export async function guestIsIn(stores: Stores, env: Env, guest: Guest, callSid: string): Promise<void> {
  const joined = guestJoined(guest, callSid, env.now)
  if (!joined) return
  await stores.guests.save(joined)
  await stores.events.append([{ type: 'guest.joined', contactId: joined.contactId, guestId: joined.id }], {
    actor: env.actor,
    at: env.now,
  })
  const contact = await stores.contacts.find(joined.contactId)
  if (contact?.state !== 'outside') return
  const decision = outsideAnswered(contact, {
    memberCallSid: (await memberCall(stores, contact.id)).callSid,
  })
  if (!decision) return
  await stores.contacts.save(decision.contact)
  const recorded = await keepPrivate(stores, env, decision.contact)
  await stores.events.append([...decision.events, ...recorded], { actor: env.actor, at: env.now })
}

/**
 * The guest's leg is over. When the member was with nobody else, they go to the head of the queue at once; while their
 * agent may still come back, they are told that we are reconnecting them.
 */
export async function guestIsOut(stores: Stores, env: Env, guest: Guest, status: string): Promise<void> {
  const because = goneByStatus(status, guest.joinedAt !== null)
  const events = await letGuestGo(stores, env, guest, because)
  if (events.length === 0) return
  await stores.events.append(events, { actor: env.actor, at: env.now })
  const contact = await stores.contacts.find(guest.contactId)
  if (contact?.state === 'parked') return leftAlone(stores, env, contact, guest)
  if (contact?.state !== 'outside') return
  const reason =
    guest.joinedAt === null ? 'Passed on, nobody answered there' : 'Passed on, they hung up there'
  await returnMember(stores, env, contact, reason)
}

/** Whoever kept a parked member company is gone. One who never came, or was spoken with alone, changes nothing for them. */
async function leftAlone(stores: Stores, env: Env, contact: Contact, gone: Guest): Promise<void> {
  if (gone.kind !== 'outside' || gone.state !== 'talking' || (await isInCompany(stores, contact))) return
  const { callSid } = await memberCall(stores, contact.id)
  const { id: contactId, conferenceSid } = contact
  await stores.events.append(
    [{ type: 'contact.left-alone', contactId, conferenceSid, memberCallSid: callSid }],
    { actor: env.actor, at: env.now },
  )
}

export async function recordGuestStatus(
  stores: Stores,
  env: Env,
  input: { guestId: string; callSid: string; status: string },
): Promise<void> {
  const guest = await guestIsRung(stores, env, input)
  if (!guest || guest.callSid !== input.callSid) return
  if (isFinalStatus(input.status)) await guestIsOut(stores, env, guest, input.status)
}
