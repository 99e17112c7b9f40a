import { newPresence } from '../domain/presence.ts'
import type { Presence } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/**
 * What a console proved about itself, reported by the socket edge only when something changed. News from a tab that
 * does not own the phone is ignored, except that a phone nobody owns goes to the first tab heard.
 */
export async function reportPresence(
  stores: Stores,
  env: Env,
  input: {
    personId: string
    tabId: string | null
    reachable: boolean
    registered: boolean
    microphone: Presence['microphone']
  },
): Promise<{ changed: boolean }> {
  const known = await stores.presences.find(input.personId)
  const presence = known ?? newPresence(input.personId, env.now)
  if (input.tabId !== null && presence.phoneTabId !== null && presence.phoneTabId !== input.tabId)
    return { changed: false }
  const registered = input.reachable && input.registered
  const changed =
    presence.reachable !== input.reachable ||
    presence.registered !== registered ||
    presence.microphone !== input.microphone ||
    known === null
  if (!changed) return { changed }
  const next: Presence = {
    ...presence,
    version: presence.version + 1,
    reachable: input.reachable,
    registered,
    microphone: input.microphone,
    phoneTabId: presence.phoneTabId ?? input.tabId,
    // Coming back from silence starts the idle order anew: nobody is rewarded or punished for a network fault.
    idleSince:
      !presence.reachable && input.reachable && presence.occupancy === 'idle' ? env.now : presence.idleSince,
  }
  await (known ? stores.presences.save(next) : stores.presences.insert(next))
  await stores.events.append([{ type: 'presence.changed', personId: input.personId, choice: next.choice }], {
    actor: env.actor,
    at: env.now,
  })
  return { changed }
}
