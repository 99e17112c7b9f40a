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
    /** Twilio's number of this news within the conference; null when it was looked up, and so is true now. */
    sequence?: number | null
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
  // A leave may overtake its join. A leg that was moved out of a conference may also come back to it.
  if (isOvertaken(call, input)) return
  // An agent leaves once; the same news again must not park a call that they have come back to.
  if (left && call.party === 'agent' && call.leftAt !== null) return
  const heard =
    typeof input.sequence === 'number'
      ? { heardConferenceSid: input.conferenceSid, heardSequence: input.sequence }
      : {}
  const moved: Call = joined
    ? { ...call, ...heard, joinedAt: env.now, leftAt: null }
    : { ...call, ...heard, joinedAt: call.joinedAt ?? env.now, leftAt: env.now, ...endOf(call, env) }
  await stores.calls.save(moved)
  if (call.party === 'listener') return listenerMoved(stores, env, call, joined ? 'joined' : 'left')
  if (joined && isStray(contact, call)) return hangUpStray(stores, env, call, input.conferenceSid)
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

/** News of this leg that is older than what we know of it. */
const isOvertaken = (call: Call, news: { conferenceSid: string; sequence?: number | null }): boolean =>
  typeof news.sequence === 'number' &&
  call.heardConferenceSid === news.conferenceSid &&
  call.heardSequence !== null &&
  news.sequence <= call.heardSequence

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

/** It goes alone: it must not end the conference of those whose call it is. */
async function hangUpStray(stores: Stores, env: Env, call: Call, conferenceSid: string): Promise<void> {
  await stores.events.append(
    [{ type: 'contact.stray-leg', contactId: call.contactId, callSid: call.callSid, conferenceSid }],
    { actor: env.actor, at: env.now },
  )
}

const isIn = (call: Call): boolean => call.joinedAt !== null && call.leftAt === null

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
    else if (isNew && contact.conferenceSid !== null && each.party === 'agent' && isIn(each)) {
      // Their conference has ended, or there could be no other of this name: they left it, told or not.
      const gone = { ...each, leftAt: env.now, ...endOf(each, env) }
      await stores.calls.save(gone)
      calls.push(gone)
    } else if (isNew && each.party === 'member') {
      // The agent came first: where the member was is the conference before, and their join of this one is still to come.
      const expected = { ...each, joinedAt: null, leftAt: null }
      await stores.calls.save(expected)
      calls.push(expected)
    } else calls.push(each)
  }
  const member = calls.find((c) => c.party === 'member')
  const agentIn = calls.some((c) => c.party === 'agent' && c.personId === contact.agentId && isIn(c))
  const next: Contact = isNew ? { ...contact, version: contact.version + 1, conferenceSid } : contact
  const decision =
    member && isIn(member) && agentIn
      ? bothPresent(next, {
          conferenceSid,
          memberCallSid: member.callSid,
          now: env.now,
          // A colleague was asked while the member was on hold: they stay so until the agent says otherwise.
          staysHeld: (await openGuests(stores, contact.id)).some(
            (one) => one.state === 'talking' && one.kind === 'colleague',
          ),
        })
      : null
  if (decision || isNew) await stores.contacts.save(decision?.contact ?? next)
  const recorded = decision ? await keepPrivate(stores, env, decision.contact) : []
  const isSecond =
    leg.party === 'agent' && calls.some((c) => c.callSid !== leg.callSid && c.party === 'agent' && isIn(c))
  const second = isSecond
    ? [{ type: 'contact.second-leg' as const, contactId: contact.id, callSid: leg.callSid }]
    : []
  await stores.events.append([...(decision?.events ?? []), ...recorded, ...second], {
    actor: env.actor,
    at: env.now,
  })
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
