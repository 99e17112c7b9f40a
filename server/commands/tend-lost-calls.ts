import { giveBack, park } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { loseCall } from '../domain/presence.ts'
import type { Contact } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'
import { memberCall } from './voice-support.ts'

/** An agent's phone that has not joined by then is treated as lost. */
export const connectingLimitMs = 15_000
/** A parked member goes to the head of the queue when nobody rejoined by then (J4). */
export const parkedLimitMs = 60_000

/** Nobody is left with a tone: connecting too long becomes parked, parked too long goes back to the head of the queue. */
export async function tendLostCalls(
  stores: Stores,
  env: Env,
): Promise<{ parked: number; givenBack: number }> {
  const done = { parked: 0, givenBack: 0 }
  const now = Date.parse(env.now)
  for (const { id } of await stores.contacts.beingConnected()) {
    // Read again under its lock: a join may have been recorded since the list was made.
    const contact = await stores.contacts.find(id)
    if (!contact) continue
    const tooLong = (since: string | null, limit: number) =>
      since !== null && now - Date.parse(since) >= limit
    // A callback's member is rung in this state: how long that may take is tend-callbacks.ts.
    if (contact.callbackId !== null && contact.state === 'connecting') continue
    const isLost = contact.state === 'connecting' && tooLong(contact.connectingAt, connectingLimitMs)
    const isGivenUp = contact.state === 'parked' && tooLong(contact.parkedSince, parkedLimitMs)
    if (!isLost && !isGivenUp) continue
    const { callSid } = await memberCall(stores, contact.id)
    const input = { memberCallSid: callSid, now: env.now }
    const decision = isLost ? park(contact, input) : giveBack(contact, input)
    if (!decision) continue
    await stores.contacts.save(decision.contact)
    const freed = isLost ? [] : await freeAgent(stores, env, contact)
    await stores.events.append([...decision.events, ...freed], { actor: env.actor, at: env.now })
    if (isLost) done.parked += 1
    else done.givenBack += 1
  }
  return done
}

/** The agent who lost the call is free, and asked whether they are there. */
async function freeAgent(stores: Stores, env: Env, contact: Contact): Promise<DomainEvent[]> {
  const presence = contact.agentId === null ? null : await stores.presences.find(contact.agentId)
  if (!presence || presence.contactId !== contact.id) return []
  const freed = loseCall(presence, env.now)
  await stores.presences.save(freed)
  return [{ type: 'presence.changed', personId: freed.personId, choice: freed.choice }]
}
