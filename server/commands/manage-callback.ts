/** What a person does to a callback in the list: cancel it with a reason, or ring now. */
import { isRefused, type Refused } from '../contract/refusals.ts'
import { lineNow } from '../domain/line-state.ts'
import { isCallable } from '../domain/presence.ts'
import type { CancelReason } from '../domain/records.ts'
import { acceptOffer } from './accept-offer.ts'
import { cancelCallback as cancel, queueAttempt } from './callback-support.ts'
import { makeOffer } from './make-offer.ts'
import type { Env, Stores } from './ports.ts'

export async function cancelCallback(
  stores: Stores,
  env: Env,
  input: { callbackId: string; reason: Exclude<CancelReason, 'reached-us'> },
): Promise<{ done: true } | Refused> {
  const callback = await stores.callbacks.find(input.callbackId)
  if (!callback) return { refused: 'not-found' }
  const decision = await cancel(stores, env, callback, input.reason)
  return isRefused(decision) ? decision : { done: true }
}

/** Rings it now, out of turn, with the asker's own phone. In opening hours only; refused while it rings for somebody else. */
export async function ringBackNow(
  stores: Stores,
  env: Env,
  input: { callbackId: string; personId: string },
): Promise<{ contactId: string } | Refused> {
  const callback = await stores.callbacks.find(input.callbackId)
  const line = callback && (await stores.lines.find(callback.lineId))
  if (!callback || !line) return { refused: 'not-found' }
  if (callback.settledAt !== null) return { refused: 'callback-settled' }
  if (callback.state === 'dialling') return { refused: 'callback-in-hand' }
  if (!lineNow(line, env.now).open) return { refused: 'callback-closed-hours' }
  const presence = await stores.presences.find(input.personId)
  if (!presence || !isCallable(presence)) return { refused: 'not-callable' }
  const rings =
    callback.attemptContactId !== null &&
    (await stores.offers.openByContact(callback.attemptContactId)) !== null
  if (rings) return { refused: 'callback-in-hand' }
  const due = callback.attemptContactId === null ? await queueAttempt(stores, env, callback) : callback
  if (!due || due.attemptContactId === null) return { refused: 'callback-settled' }
  const offer = await makeOffer(stores, env, { contactId: due.attemptContactId, personId: input.personId })
  return isRefused(offer) ? offer : acceptOffer(stores, env, { ...offer, personId: input.personId })
}
