import { bothPresent } from '../domain/contact.ts'
import type { Call, Contact, Guest } from '../domain/records.ts'
import { spokenWith, withoutAgent } from './callback-support.ts'
import { dialCallback } from './dial-callback.ts'
import { dialWhenAgentIsIn } from './dial-number.ts'
import { openGuests } from './guest-support.ts'
import { listenerMoved } from './listening-support.ts'
import type { Env, Stores } from './ports.ts'
import { guestIsIn, guestIsOut, guestIsRung } from './record-guest.ts'
import { keepPrivate } from './recording-support.ts'

/**
 * News of a contact's conference, keyed by Twilio's event names. Both legs in: connected (or rejoined). The agent's
 * leg gone while the call lasts: the member is parked and told. The member's own end comes by their call status.
 */
export async function recordConferenceEvent(
  stores: Stores,
  env: Env,
  input: {
    contactId: string
    conferenceSid: string
    event: string
    callSid: string | null
    label?: string | null
  },
): Promise<void> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.channel !== 'voice' || input.callSid === null) return
  const call = (await stores.calls.find(input.callSid)) ?? (await legOfGuest(stores, env, input))
  if (!call || call.contactId !== contact.id) return
  const joined = input.event === 'participant-join'
  const left = input.event === 'participant-leave'
  if (!joined && !left) return
  // A leg whose end is known is in no conference, however late we hear that it came.
  if (joined && call.endedAt !== null) return
  // Given back to the queue, a member's leg comes into a second conference: news of the first is history.
  const isOther = contact.conferenceSid !== null && contact.conferenceSid !== input.conferenceSid
  if (left && isOther && call.party === 'member') return
  // A leave may overtake its join: within one conference a leg that has left does not come back under the same sid.
  if (joined && call.leftAt !== null && contact.conferenceSid === input.conferenceSid) return
  // An agent leaves once; the same news again must not park a call that they have come back to.
  if (left && call.party === 'agent' && call.leftAt !== null) return
  const moved: Call = joined
    ? { ...call, joinedAt: env.now, leftAt: null }
    : { ...call, joinedAt: call.joinedAt ?? env.now, leftAt: env.now, ...endOf(call, env) }
  await stores.calls.save(moved)
  if (call.party === 'listener') return listenerMoved(stores, env, call, joined ? 'joined' : 'left')
  if (joined && isStray(contact, call)) return hangUpStray(stores, env, contact, call)
  if (contact.state === 'ended') return
  if (call.party === 'colleague' || call.party === 'outside') {
    const guest = await guestOf(stores, call)
    if (guest && joined) await guestIsIn(stores, env, guest, call.callSid)
    if (guest && left) await guestIsOut(stores, env, guest, 'completed')
    return
  }
  if (left) {
    if (call.party === 'agent' && !isOther) await withoutAgent(stores, env, contact, call)
    return
  }
  await join(stores, env, contact, { leg: moved, conferenceSid: input.conferenceSid })
}

/** An agent's leg has no page after the conference: it ends with it. A member's goes on. */
const endOf = (call: Call, env: Env): Partial<Call> =>
  call.party === 'agent' || call.party === 'listener'
    ? { endedAt: call.endedAt ?? env.now, status: 'completed' }
    : {}

/**
 * An agent who comes in when the call is over, or is a colleague's by now, would sit in an empty room, or hear what is
 * not theirs to hear.
 */
const isStray = (contact: Contact, call: Call): boolean =>
  call.party === 'agent' && (contact.state === 'ended' || call.personId !== contact.agentId)

async function hangUpStray(stores: Stores, env: Env, contact: Contact, call: Call): Promise<void> {
  await stores.events.append([{ type: 'contact.stray-leg', contactId: contact.id, callSid: call.callSid }], {
    actor: env.actor,
    at: env.now,
  })
}

async function join(
  stores: Stores,
  env: Env,
  contact: Contact,
  { leg, conferenceSid }: { leg: Call; conferenceSid: string },
): Promise<void> {
  const isNew = contact.conferenceSid !== conferenceSid
  const calls: Call[] = []
  for (const each of await stores.calls.ofContact(contact.id)) {
    if (each.callSid === leg.callSid) calls.push(leg)
    else if (isNew && each.party === 'member') {
      // The agent came first: where the member was is the conference before, and their join of this one is still to come.
      const expected = { ...each, joinedAt: null, leftAt: null }
      await stores.calls.save(expected)
      calls.push(expected)
    } else calls.push(each)
  }
  const member = calls.find((c) => c.party === 'member')
  const isIn = (c: Call) => c.joinedAt !== null && c.leftAt === null
  const agentIn = calls.some((c) => c.party === 'agent' && c.personId === contact.agentId && isIn(c))
  const next: Contact = isNew ? { ...contact, version: contact.version + 1, conferenceSid } : contact
  const decision =
    member && isIn(member) && agentIn
      ? bothPresent(next, {
          conferenceSid,
          memberCallSid: member.callSid,
          now: env.now,
          // A guest was asked while the member was on hold: they stay so until the agent says otherwise.
          staysHeld: (await openGuests(stores, contact.id)).some((one) => one.state === 'talking'),
        })
      : null
  if (decision || isNew) await stores.contacts.save(decision?.contact ?? next)
  const recorded = decision ? await keepPrivate(stores, env, decision.contact) : []
  await stores.events.append([...(decision?.events ?? []), ...recorded], { actor: env.actor, at: env.now })
  if (agentIn && !member) {
    await dialCallback(stores, env, next)
    await dialWhenAgentIsIn(stores, env, next)
  }
  if (decision && contact.connectedAt === null) await spokenWith(stores, env, decision.contact)
}

/** An outside guest's leg that we have not heard of: its label is the guest's id. The join may overtake the answer to our request. */
async function legOfGuest(
  stores: Stores,
  env: Env,
  input: { contactId: string; callSid: string | null; label?: string | null },
): Promise<Call | null> {
  if (input.callSid === null || !input.label) return null
  const guest = await stores.guests.find(input.label)
  if (guest?.contactId !== input.contactId || guest.kind !== 'outside') return null
  await guestIsRung(stores, env, { guestId: guest.id, callSid: input.callSid })
  return stores.calls.find(input.callSid)
}

/** A colleague's leg is found by who they are, because the leg is theirs before it is in the conference. */
async function guestOf(stores: Stores, call: Call): Promise<Guest | null> {
  const known = await stores.guests.byCall(call.callSid)
  if (known || call.personId === null) return known
  return (await openGuests(stores, call.contactId)).find((one) => one.personId === call.personId) ?? null
}
