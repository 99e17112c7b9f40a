import { isFinalStatus } from '../domain/call-status.ts'
import { endCall } from '../domain/contact.ts'
import { readCaller } from '../domain/phone-number.ts'
import type { EndedBy } from '../domain/records.ts'
import { settleAttempt, withoutAgent } from './callback-support.ts'
import { endListeningOf, listenerMoved } from './listening-support.ts'
import { textMissed } from './missed-call-text.ts'
import type { Env, Stores } from './ports.ts'
import { promiseCallBack } from './promise-call-back.ts'
import { receiveCall } from './receive-call.ts'
import { guestIsOut } from './record-guest.ts'
import { releaseAgent, withdrawOffer } from './voice-support.ts'

/**
 * News of one leg. Ordered by SequenceNumber: a lower one than already seen is late and changes nothing; so does
 * anything after a final status. The end of the member's leg ends the contact, whatever it was doing; the end of an
 * agent's leg that was in the call parks the member, also when the conference's own word of it was lost.
 */
export async function recordCallStatus(
  stores: Stores,
  env: Env,
  input: {
    callSid: string
    status: string
    sequence: number | null
    /** Both ends as Twilio names them, where the news carries them. */
    ends?: { from: string; to: string }
  },
): Promise<void> {
  const isFinal = isFinalStatus(input.status)
  const call = await stores.calls.find(input.callSid)
  if (!call && isFinal && input.ends) return logUnheard(stores, env, input.callSid, input.ends)
  if (!call || call.endedAt !== null) return
  if (!isFinal && input.sequence !== null && input.sequence <= call.sequence) return
  await stores.calls.save({
    ...call,
    status: input.status,
    sequence: Math.max(call.sequence, input.sequence ?? call.sequence),
    endedAt: isFinal ? env.now : null,
    leftAt: isFinal ? (call.leftAt ?? env.now) : call.leftAt,
  })
  if (!isFinal) return
  if (call.party === 'listener') return listenerMoved(stores, env, call, 'left')
  if (call.party === 'agent') {
    const contact = await stores.contacts.find(call.contactId)
    if (contact && contact.state !== 'ended' && call.joinedAt !== null && call.leftAt === null)
      await withoutAgent(stores, env, contact, call)
    return
  }
  if (call.party !== 'member') {
    const guest = await stores.guests.byCall(call.callSid)
    if (guest) await guestIsOut(stores, env, guest, input.status)
    return
  }
  await endContact(
    stores,
    env,
    call.contactId,
    input.status === 'failed' ? 'network' : 'member',
    input.status,
  )
}

/**
 * The end of a call to one of our lines that we never heard the beginning of: its webhook failed, and the caller met
 * the fallback page or nothing. It is a contact all the same, with somebody to call back.
 */
async function logUnheard(
  stores: Stores,
  env: Env,
  callSid: string,
  ends: { from: string; to: string },
): Promise<void> {
  if (readCaller(ends.from).kind === 'client' || (await stores.lines.byNumber(ends.to)) === null) return
  // Answered, and no contact: a trial of a menu's draft (menu-trial.ts).
  if ((await stores.inbox.reply(`voice:${callSid}`)) !== null) return
  await receiveCall(stores, env, { callSid, from: ends.from, to: ends.to, isOver: true })
  await recordCallStatus(stores, env, { callSid, status: 'failed', sequence: null })
}

/** Ends a voice contact with everything that hangs on it: the open offer, the agent, the case, the promise to call back. */
export async function endContact(
  stores: Stores,
  env: Env,
  contactId: string,
  by: EndedBy,
  /** The member leg's final status, where that is what ended it. */
  status?: string,
): Promise<void> {
  const contact = await stores.contacts.find(contactId)
  if (!contact) return
  const decision = endCall(contact, { by, now: env.now })
  if (decision === null) return
  const offers = await withdrawOffer(stores, env, contact.id)
  await stores.contacts.save(decision.contact)
  const released = [
    ...(await releaseAgent(stores, env, decision.contact)),
    ...(await endListeningOf(stores, env, contact.id, 'call-over')),
  ]
  await stores.events.append([...offers, ...decision.events, ...released], { actor: env.actor, at: env.now })
  await promiseCallBack(stores, env, decision.contact)
  await stores.events.append(await textMissed(stores, env, decision.contact), {
    actor: env.actor,
    at: env.now,
  })
  await settleAttempt(stores, env, decision.contact, status === undefined ? {} : { status })
}
