import { park } from '../domain/contact.ts'
import { ringSeconds } from '../domain/offer.ts'
import { tendDialled } from './callback-support.ts'
import { leaveWithGuest, returnMember } from './guest-support.ts'
import { tendListenings } from './listening-support.ts'
import type { Env, Stores } from './ports.ts'
import { guestIsOut } from './record-guest.ts'
import { memberCall } from './voice-support.ts'

/** An agent's phone that has not joined by then is treated as lost. */
export const connectingLimitMs = 15_000
/** A parked member goes to the head of the queue when nobody rejoined by then (J4). */
export const parkedLimitMs = 60_000

/** A guest's ring ends by itself; when that was never told, this long after it the member is not left with music. */
export const guestLimitMs = 60_000

/**
 * Nobody is left with a tone: connecting too long becomes parked, parked too long goes back to the head of the queue; so
 * does a member whose outside number never answered. A colleague who answered and never came is let go.
 */
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
    if (contact.dialReason !== null && contact.state === 'connecting') {
      await tendDialled(stores, env, contact)
      continue
    }
    const isLost = contact.state === 'connecting' && tooLong(contact.connectingAt, connectingLimitMs)
    const isGivenUp = contact.state === 'parked' && tooLong(contact.parkedSince, parkedLimitMs)
    if (!isLost && !isGivenUp) continue
    if (isGivenUp) {
      if (await leaveWithGuest(stores, env, contact)) continue
      if (await returnMember(stores, env, contact)) done.givenBack += 1
      continue
    }
    const { callSid } = await memberCall(stores, contact.id)
    const decision = park(contact, { memberCallSid: callSid, now: env.now })
    if (!decision) continue
    await stores.contacts.save(decision.contact)
    await stores.events.append(decision.events, { actor: env.actor, at: env.now })
    done.parked += 1
  }
  for (const { id } of await stores.guests.onTheWay()) {
    const guest = await stores.guests.find(id)
    if (!guest) continue
    const waited = now - Date.parse(guest.askedAt)
    const isLate =
      (guest.state === 'joining' && waited >= connectingLimitMs + ringSeconds * 1000) ||
      (guest.state === 'ringing' && guest.kind === 'outside' && waited >= guestLimitMs)
    if (isLate) await guestIsOut(stores, env, guest, 'no-answer')
  }
  await tendListenings(stores, env)
  return done
}
