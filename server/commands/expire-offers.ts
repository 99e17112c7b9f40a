import type { Env, Stores } from './ports.ts'
import { settleOffer } from './voice-support.ts'

/** Settles every offer whose time is up. The caller stays at the head; the agent is asked "Are you there?". */
export async function expireOffers(stores: Stores, env: Env): Promise<{ expired: number }> {
  const due = await stores.offers.due(env.now)
  for (const offer of due) {
    await stores.events.append(await settleOffer(stores, env, offer.id, 'expired'), {
      actor: env.actor,
      at: env.now,
    })
  }
  return { expired: due.length }
}
