import { endCall } from '../domain/contact.ts'
import type { EndedBy } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'
import { promiseCallBack } from './promise-call-back.ts'
import { releaseAgent, withdrawOffer } from './voice-support.ts'

/** Twilio's final words for a call (as of 2026-11). Everything else is progress. */
const finalStatuses = ['completed', 'busy', 'failed', 'no-answer', 'canceled']

/**
 * News of one leg. Ordered by SequenceNumber: a lower one than already seen is late and changes nothing; so does
 * anything after a final status. The end of the member's leg ends the contact, whatever it was doing.
 */
export async function recordCallStatus(
  stores: Stores,
  env: Env,
  input: { callSid: string; status: string; sequence: number | null },
): Promise<void> {
  const call = await stores.calls.find(input.callSid)
  if (!call || call.endedAt !== null) return
  const isFinal = finalStatuses.includes(input.status)
  if (!isFinal && input.sequence !== null && input.sequence <= call.sequence) return
  await stores.calls.save({
    ...call,
    status: input.status,
    sequence: Math.max(call.sequence, input.sequence ?? call.sequence),
    endedAt: isFinal ? env.now : null,
    leftAt: isFinal ? (call.leftAt ?? env.now) : call.leftAt,
  })
  if (!isFinal || call.party !== 'member') return
  await endContact(stores, env, call.contactId, input.status === 'failed' ? 'network' : 'member')
}

/** Ends a voice contact with everything that hangs on it: the open offer, the agent, the case, the promise to call back. */
export async function endContact(stores: Stores, env: Env, contactId: string, by: EndedBy): Promise<void> {
  const contact = await stores.contacts.find(contactId)
  if (!contact) return
  const decision = endCall(contact, { by, now: env.now })
  if (decision === null) return
  const offers = await withdrawOffer(stores, env, contact.id)
  await stores.contacts.save(decision.contact)
  const released = await releaseAgent(stores, env, decision.contact)
  await stores.events.append([...offers, ...decision.events, ...released], { actor: env.actor, at: env.now })
  await promiseCallBack(stores, env, decision.contact)
}
