import type { Refused } from '../contract/refusals.ts'
import { iAmHere as answered } from '../domain/presence.ts'
import type { Env, Stores } from './ports.ts'

/** The answer to "Are you there?": back among the callable. */
export async function iAmHere(
  stores: Stores,
  env: Env,
  input: { personId: string },
): Promise<{ done: true } | Refused> {
  const presence = await stores.presences.find(input.personId)
  if (!presence) return { refused: 'not-found' }
  await stores.presences.save(answered(presence, env.now))
  await stores.events.append(
    [{ type: 'presence.changed', personId: input.personId, choice: presence.choice }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
