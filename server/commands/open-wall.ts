import type { Env, Stores } from './ports.ts'

/** Allows one wall screen: only a hash of its token is kept. */
export async function openWall(
  stores: Stores,
  env: Env,
  input: { personId: string; tokenHash: string },
): Promise<{ done: true }> {
  await stores.wall.insert(input.tokenHash, input.personId, env.now)
  await stores.events.append([{ type: 'wall.opened', personId: input.personId }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}
