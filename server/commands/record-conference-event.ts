import { bothPresent, park } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Call, Contact } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/**
 * News of a contact's conference, keyed by Twilio's event names. Both legs in: connected (or rejoined). The agent's
 * leg gone while the call lasts: the member is parked and told. The member's own end comes by their call status.
 */
export async function recordConferenceEvent(
  stores: Stores,
  env: Env,
  input: { contactId: string; conferenceSid: string; event: string; callSid: string | null },
): Promise<void> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.channel !== 'voice' || input.callSid === null) return
  const call = await stores.calls.find(input.callSid)
  if (!call || call.contactId !== contact.id) return
  const joined = input.event === 'participant-join'
  const left = input.event === 'participant-leave'
  if (!joined && !left) return
  // Given back to the queue, a member's leg comes into a second conference: news of the first is history.
  const isOther = contact.conferenceSid !== null && contact.conferenceSid !== input.conferenceSid
  if (left && isOther) return
  // A leave may overtake its join: within one conference a leg that has left does not come back under the same sid.
  if (joined && call.leftAt !== null && contact.conferenceSid === input.conferenceSid) return
  const moved = joined
    ? { ...call, joinedAt: env.now, leftAt: null }
    : { ...call, joinedAt: call.joinedAt ?? env.now, leftAt: env.now }
  await stores.calls.save(moved)
  if (contact.state === 'ended') return
  const isNew = joined && contact.conferenceSid !== input.conferenceSid
  const calls: Call[] = []
  for (const leg of await stores.calls.ofContact(contact.id)) {
    if (leg.callSid === call.callSid) calls.push(moved)
    else if (isNew && leg.party === 'member') {
      // The agent came first: where the member was is the conference before, and their join of this one is still to come.
      const expected = { ...leg, joinedAt: null, leftAt: null }
      await stores.calls.save(expected)
      calls.push(expected)
    } else calls.push(leg)
  }
  const member = calls.find((c) => c.party === 'member')
  const memberIn = member?.joinedAt !== undefined && member.joinedAt !== null && member.leftAt === null
  const agentIn = calls.some(
    (c) => c.party === 'agent' && c.personId === contact.agentId && c.joinedAt !== null && c.leftAt === null,
  )
  if (!member) return
  const next: Contact = isNew
    ? { ...contact, version: contact.version + 1, conferenceSid: input.conferenceSid }
    : contact
  const facts = { conferenceSid: input.conferenceSid, memberCallSid: member.callSid, now: env.now }
  const decision =
    joined && memberIn && agentIn
      ? bothPresent(next, facts)
      : left && call.party === 'agent' && !agentIn
        ? park(next, facts)
        : null
  const events: DomainEvent[] = decision?.events ?? []
  if (decision || next !== contact) await stores.contacts.save(decision?.contact ?? next)
  await stores.events.append(events, { actor: env.actor, at: env.now })
}
