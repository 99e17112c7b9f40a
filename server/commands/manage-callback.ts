/** What a person does to a callback in the list: cancel it with a reason, or ring now. */
import { isRefused, type Refused } from '../contract/refusals.ts'
import { promise } from '../domain/callback.ts'
import { lineNow } from '../domain/line-state.ts'
import { isCallable } from '../domain/presence.ts'
import type { CancelReason, Contact, Line } from '../domain/records.ts'
import { acceptOffer } from './accept-offer.ts'
import { cancelCallback as cancel, queueAttempt } from './callback-support.ts'
import { makeOffer } from './make-offer.ts'
import { mayContactNumber } from './may-contact.ts'
import type { Env, Stores } from './ports.ts'
import { settleMissed, settleMissedOf } from './settle-missed.ts'

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

/**
 * Rings somebody who left a voicemail, or did not get through, with the asker's own phone: a callback from here on, with
 * its attempts and its retry plan, though nobody was promised anything (its window is empty).
 */
export async function ringMissedNow(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ contactId: string } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  const line = contact && (await stores.lines.find(contact.lineId))
  if (!contact || !line) return { refused: 'not-found' }
  if (contact.state !== 'ended') return { refused: 'call-still-live' }
  if (contact.callerNumber === null) return { refused: 'no-number' }
  if (contact.result === 'voicemail' && contact.agentId !== null && contact.agentId !== input.personId)
    return { refused: 'voicemail-taken' }
  const queueId = contact.queueId ?? line.defaultQueueId ?? (await stores.queues.all())[0]?.id
  if (queueId === undefined) return { refused: 'not-found' }
  const no = await whyNotNow(stores, env, line, { personId: input.personId, number: contact.callerNumber })
  if (no) return no
  const known = await openFor(stores, contact)
  if (known) return ringBackNow(stores, env, { callbackId: known.id, personId: input.personId })
  // Asked once before and settled: that callback has the call's place in the table.
  if ((await stores.callbacks.byContact(contact.id)) !== null) return { refused: 'callback-settled' }
  const callback = promise({
    id: env.ids.next(),
    contactId: contact.id,
    caseId: contact.caseId,
    memberId: contact.memberId,
    lineId: line.id,
    queueId,
    number: contact.callerNumber,
    need: contact.need,
    priority: contact.priority,
    priorityReason: contact.priorityReason,
    waitingSince: contact.waitingSince ?? contact.startedAt,
    place: null,
    window: { from: env.now, until: env.now },
    now: env.now,
  })
  await stores.callbacks.insert(callback)
  const settled =
    contact.result === 'voicemail'
      ? []
      : [
          ...(await settleMissed(stores, env, contact, input.personId)),
          ...(await settleMissedOf(stores, env, contact)),
        ]
  await stores.events.append(
    [
      { type: 'callback.promised', callbackId: callback.id, contactId: contact.id, caseId: callback.caseId },
      ...settled,
    ],
    { actor: env.actor, at: env.now },
  )
  return ringBackNow(stores, env, { callbackId: callback.id, personId: input.personId })
}

const openFor = async (stores: Stores, contact: Contact) =>
  (await stores.callbacks.openOf({ memberId: null, number: contact.callerNumber }))[0]

/** Whether this person may ring now, before anything is written. */
async function whyNotNow(
  stores: Stores,
  env: Env,
  line: Line,
  { personId, number }: { personId: string; number: string },
): Promise<Refused | null> {
  const may = await mayContactNumber(stores, env, number, 'call')
  if (!may.may && may.because !== 'opted-out') return { refused: 'number-unsafe', detail: may.words }
  if (!lineNow(line, env.now).open) return { refused: 'callback-closed-hours' }
  const presence = await stores.presences.find(personId)
  return presence && isCallable(presence) ? null : { refused: 'not-callable' }
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
  const no = await whyNotNow(stores, env, line, { personId: input.personId, number: callback.number })
  if (no) return no
  const rings =
    callback.attemptContactId !== null &&
    (await stores.offers.openByContact(callback.attemptContactId)) !== null
  if (rings) return { refused: 'callback-in-hand' }
  const due = callback.attemptContactId === null ? await queueAttempt(stores, env, callback) : callback
  if (!due || due.attemptContactId === null) return { refused: 'callback-settled' }
  const offer = await makeOffer(stores, env, { contactId: due.attemptContactId, personId: input.personId })
  return isRefused(offer) ? offer : acceptOffer(stores, env, { ...offer, personId: input.personId })
}
