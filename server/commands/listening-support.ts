/** What the commands about a supervisor in a call share: its end, and the leg that comes and goes. */
import type { DomainEvent } from '../domain/events.ts'
import { endListening, listenerJoined, overdueEnd } from '../domain/listening.ts'
import type { Call, Listening, ListeningEnd } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/** Ends one, and its leg; nothing happens when it was over before. */
export async function closeListening(
  stores: Stores,
  env: Env,
  listening: Listening,
  because: ListeningEnd,
): Promise<DomainEvent[]> {
  const ended = endListening(listening, because, env.now)
  if (!ended) return []
  await stores.listenings.save(ended)
  const { id: listeningId, contactId, personId, agentId, callSid } = ended
  return [{ type: 'listening.ended', listeningId, contactId, personId, agentId, because, callSid }]
}

/** The call is over, or in other hands: nobody who was announced to one agent goes on listening to another. */
export async function endListeningOf(
  stores: Stores,
  env: Env,
  contactId: string,
  because: ListeningEnd,
): Promise<DomainEvent[]> {
  const listening = await stores.listenings.openByContact(contactId)
  return listening ? closeListening(stores, env, listening, because) : []
}

/** News of a listener's leg in the conference. A leg whose listening is over is hung up. It never touches the member's call. */
export async function listenerMoved(
  stores: Stores,
  env: Env,
  call: Call,
  news: 'joined' | 'left',
): Promise<void> {
  const listening = await stores.listenings.byCall(call.callSid)
  const events: DomainEvent[] = []
  if (news === 'left') {
    if (listening) events.push(...(await closeListening(stores, env, listening, 'left')))
  } else if (!listening || listening.state === 'ended') {
    events.push({ type: 'contact.stray-leg', contactId: call.contactId, callSid: call.callSid })
  } else {
    const on = listenerJoined(listening, env.now)
    if (on) {
      await stores.listenings.save(on)
      const { id: listeningId, contactId, personId, agentId } = on
      events.push({ type: 'listening.joined', listeningId, contactId, personId, agentId })
    }
  }
  await stores.events.append(events, { actor: env.actor, at: env.now })
}

/** Ends what must not go on, found by the clock. */
export async function tendListenings(stores: Stores, env: Env): Promise<void> {
  for (const { id } of await stores.listenings.open()) {
    const listening = await stores.listenings.find(id)
    if (!listening) continue
    const because = overdueEnd(listening, await stores.contacts.find(listening.contactId), env.now)
    if (because === null) continue
    const events = await closeListening(stores, env, listening, because)
    await stores.events.append(events, { actor: env.actor, at: env.now })
  }
}
