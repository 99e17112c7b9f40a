import { giveBack, park } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { loseCall } from '../domain/presence.ts'
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
  for (const contact of await stores.contacts.liveVoice()) {
    const tooLong = (since: string | null, limit: number) =>
      since !== null && now - Date.parse(since) >= limit
    const { callSid } =
      contact.state === 'connecting' || contact.state === 'parked'
        ? await memberCall(stores, contact.id)
        : { callSid: '' }
    if (contact.state === 'connecting' && tooLong(contact.connectingAt, connectingLimitMs)) {
      const decision = park(contact, { memberCallSid: callSid, now: env.now })
      if (!decision) continue
      await stores.contacts.save(decision.contact)
      await stores.events.append(decision.events, { actor: env.actor, at: env.now })
      done.parked += 1
    } else if (contact.state === 'parked' && tooLong(contact.parkedSince, parkedLimitMs)) {
      const decision = giveBack(contact, { memberCallSid: callSid, now: env.now })
      if (!decision) continue
      await stores.contacts.save(decision.contact)
      const events: DomainEvent[] = [...decision.events]
      const presence = contact.agentId === null ? null : await stores.presences.find(contact.agentId)
      if (presence && presence.contactId === contact.id) {
        const freed = loseCall(presence, env.now)
        await stores.presences.save(freed)
        events.push({ type: 'presence.changed', personId: freed.personId, choice: freed.choice })
      }
      await stores.events.append(events, { actor: env.actor, at: env.now })
      done.givenBack += 1
    }
  }
  return done
}
