import type { Refused } from '../contract/refusals.ts'
import { recover } from '../domain/presence.ts'
import type { Env, Stores } from './ports.ts'
import { endContact } from './record-call-status.ts'

/**
 * Sets free somebody who is shown as busy with nothing (F46, J17). `isOver`: Twilio knows no leg of the contact in
 * hand any more, or there is none; it was asked before, outside the transaction. The contact ends as broken off, with
 * who found it, so that it counts as no call of that length. Refuses while the call is going on, and when nothing is stuck.
 */
export async function recoverPerson(
  stores: Stores,
  env: Env,
  input: { personId: string; byId: string; contactId: string | null; isOver: boolean },
): Promise<{ done: true } | Refused> {
  const presence = await stores.presences.find(input.personId)
  if (!presence) return { refused: 'not-found' }
  // What was asked about is not what they are busy with now.
  if (presence.contactId !== input.contactId) return { refused: 'call-goes-on' }
  const contact = input.contactId === null ? null : await stores.contacts.find(input.contactId)
  const isLive = contact !== null && contact.state !== 'ended'
  if (isLive && !input.isOver) return { refused: 'call-goes-on' }
  const offer = await stores.offers.openByPerson(input.personId)
  if (!isLive && offer !== null) return { refused: 'call-goes-on' }
  if (presence.occupancy === 'idle' || (presence.occupancy === 'wrap-up' && contact !== null))
    return { refused: 'not-stuck' }

  if (isLive) {
    await stores.events.append([{ type: 'contact.recovered', contactId: contact.id, personId: input.byId }], {
      actor: env.actor,
      at: env.now,
    })
    for (const call of await stores.calls.ofContact(contact.id))
      if (call.endedAt === null)
        await stores.calls.save({ ...call, endedAt: env.now, leftAt: call.leftAt ?? env.now })
    await endContact(stores, env, contact.id, 'network')
  }
  const free = recover((await stores.presences.find(input.personId)) ?? presence, env.now)
  await stores.presences.save(free)
  await stores.events.append(
    [
      { type: 'presence.recovered', personId: input.personId, byId: input.byId },
      { type: 'presence.changed', personId: free.personId, choice: free.choice },
    ],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
