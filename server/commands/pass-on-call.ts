/**
 * Cold transfer, "Send now" (F32): to a queue's head, to a free colleague, or to an outside number. The contact itself
 * moves, so its case, notes and member go with it. The member hears music, never a tone: a colleague who does not answer
 * leaves them at the head of the queue, and so does an outside number.
 */
import { isRefused, type Refused } from '../contract/refusals.ts'
import { passOn, passOutside } from '../domain/contact.ts'
import { isOnTheWay } from '../domain/guest.ts'
import { passedOnBy } from '../domain/offer.ts'
import type { Contact } from '../domain/records.ts'
import { ringGuest, type Whom } from './ask-guest.ts'
import {
  agentLegs,
  freeColleague,
  leavePart,
  letAgentGo,
  openGuests,
  sendGuestsAway,
} from './guest-support.ts'
import { endListeningOf } from './listening-support.ts'
import { makeOffer } from './make-offer.ts'
import type { Env, Stores } from './ports.ts'
import { memberCall } from './voice-support.ts'

export type Destination = { kind: 'queue'; queueId: string } | Whom

export async function passOnCall(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; to: Destination },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.channel !== 'voice') return { refused: 'not-found' }
  const { to } = input
  return to.kind === 'outside'
    ? sendOutside(stores, env, contact, { personId: input.personId, whom: to })
    : sendToQueue(stores, env, contact, { personId: input.personId, to })
}

async function sendToQueue(
  stores: Stores,
  env: Env,
  contact: Contact,
  input: { personId: string; to: Exclude<Destination, { kind: 'outside' }> },
): Promise<{ done: true } | Refused> {
  const { personId, to } = input
  if (to.kind === 'queue' && !(await stores.queues.find(to.queueId))) return { refused: 'not-found' }
  const decision = passOn(contact, {
    personId,
    to,
    words: `Passed on by ${(await stores.people.find(personId))?.name ?? 'a colleague'}`,
    memberCallSid: (await memberCall(stores, contact.id)).callSid,
    agentCallSids: await agentLegs(stores, contact),
    now: env.now,
  })
  if (isRefused(decision)) return decision
  if (to.kind === 'colleague') {
    const free = await freeColleague(stores, personId, to.personId)
    if (isRefused(free)) return free
  }
  await stores.contacts.save(await leavePart(stores, env, decision.contact, personId))
  await stores.offers.insert(
    passedOnBy({ id: env.ids.next(), contactId: contact.id, personId, now: env.now }),
  )
  const events = [
    ...decision.events,
    ...(await sendGuestsAway(stores, env, contact.id, 'sent-away')),
    ...(await letAgentGo(stores, env, contact, personId, true)),
    ...(await endListeningOf(stores, env, contact.id, 'agent-changed')),
  ]
  await stores.events.append(events, { actor: env.actor, at: env.now })
  if (to.kind === 'colleague') await makeOffer(stores, env, { contactId: contact.id, personId: to.personId })
  return { done: true }
}

async function sendOutside(
  stores: Stores,
  env: Env,
  contact: Contact,
  input: { personId: string; whom: Extract<Whom, { kind: 'outside' }> },
): Promise<{ done: true } | Refused> {
  if ((await openGuests(stores, contact.id)).some(isOnTheWay)) return { refused: 'already-asking' }
  const { callSid } = await memberCall(stores, contact.id)
  const agentCallSids = await agentLegs(stores, contact)
  const facts = {
    personId: input.personId,
    isTalking: false,
    memberCallSid: callSid,
    agentCallSids,
    now: env.now,
  }
  // Asked before anything is written whether it may be; the guest's id is known only afterwards.
  const may = passOutside(contact, { ...facts, guestId: '' })
  if (isRefused(may)) return may
  const rung = await ringGuest(stores, env, contact, input)
  if (isRefused(rung)) return rung
  const decision = passOutside(contact, { ...facts, guestId: rung.guest.id })
  if (isRefused(decision)) return decision
  await stores.contacts.save(decision.contact)
  const released = await letAgentGo(stores, env, contact, input.personId, true)
  const unheard = await endListeningOf(stores, env, contact.id, 'agent-changed')
  await stores.events.append([...decision.events, ...rung.events, ...released, ...unheard], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}
