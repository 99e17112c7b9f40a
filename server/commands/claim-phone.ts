import type { Refused } from '../contract/refusals.ts'
import { newPresence } from '../domain/presence.ts'
import type { Env, Stores } from './ports.ts'

/**
 * One active softphone per agent: a tab makes the phone its own. Without `takeOver` a phone that is reachable in
 * another tab stays there; a phone whose tab is silent is free to take.
 */
export async function claimPhone(
  stores: Stores,
  env: Env,
  input: { personId: string; tabId: string; takeOver: boolean },
): Promise<{ done: true } | Refused> {
  const known = await stores.presences.find(input.personId)
  const presence = known ?? newPresence(input.personId, env.now)
  const elsewhere = presence.phoneTabId !== null && presence.phoneTabId !== input.tabId && presence.reachable
  if (elsewhere && !input.takeOver) return { refused: 'phone-in-another-tab' }
  const moved = presence.phoneTabId !== input.tabId
  // A new tab has to prove itself: until its own heartbeat says so, nothing is registered.
  const next = moved
    ? { ...presence, version: presence.version + 1, phoneTabId: input.tabId, registered: false }
    : presence
  await (known ? stores.presences.save(next) : stores.presences.insert(next))
  await stores.events.append([{ type: 'presence.changed', personId: input.personId, choice: next.choice }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}
