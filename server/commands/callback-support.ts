/** What several callback commands share: the attempt in the queue, the end of an attempt, and what the member is told. */
import { isRefused } from '../contract/refusals.ts'
import { cancelReasons } from '../contract/words.ts'
import * as callbacks from '../domain/callback.ts'
import { isRungByUs, queueCallback, withdrawCallback } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { lineNow } from '../domain/line-state.ts'
import { canText } from '../domain/phone-number.ts'
import { loseCall } from '../domain/presence.ts'
import type { AttemptOutcome, Call, Callback, Contact, Line } from '../domain/records.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import * as wording from '../domain/wording.ts'
import { addCaseFollowUp, personOf } from './case-support.ts'
import { phoneOf, queueText, threadOf } from './conversation-support.ts'
import { carriesOn } from './guest-control.ts'
import { isBlockedForGood, mayContactNumber } from './may-contact.ts'
import { levelOfNumber } from './number-match.ts'
import type { Env, Stores } from './ports.ts'
import { settleMissedOf } from './settle-missed.ts'
import { parkWithoutAgent, withdrawOffer } from './voice-support.ts'

/** F24, F88: a number that is marked, or whose member wants no calls there, is not rung, whoever asked for it. */
export const isSafe = async (stores: Stores, env: Pick<Env, 'now'>, number: string): Promise<boolean> =>
  !isBlockedForGood(await mayContactNumber(stores, env, number, 'call'))

/**
 * Puts the attempt of a callback in the queue, in the place that was kept, or leaves it promised until its member's safe
 * hours begin. Null when it is not open any more, or its number is not to be rung at all: then it is cancelled, and a
 * person finds another way.
 */
export async function queueAttempt(stores: Stores, env: Env, callback: Callback): Promise<Callback | null> {
  const may = await mayContactNumber(stores, env, callback.number, 'call')
  if (isBlockedForGood(may)) {
    await cancelUnsafe(stores, env, callback)
    return null
  }
  if (!may.may && may.because === 'outside-safe-hours') {
    const line = await stores.lines.find(callback.lineId)
    if (may.safeFrom !== null && line && lineNow(line, may.safeFrom).open)
      return waitForSafeHours(stores, env, callback, may.safeFrom)
    // Their hours are none of ours: it would be set back for ever.
    await cancelUnsafe(stores, env, callback)
    return null
  }
  const origin = await stores.contacts.find(callback.contactId)
  const contactId = env.ids.next()
  const due = callbacks.becomeDue(callback, contactId)
  if (!due) return null
  const decision = queueCallback({
    id: contactId,
    channel: 'voice',
    lineId: callback.lineId,
    callerNumber: callback.number,
    // Somebody may have found out since who it was.
    memberId: origin?.memberId ?? callback.memberId,
    recordingRefused: origin?.recordingRefused ?? false,
    textRelay: origin?.textRelay ?? null,
    level: await levelOfNumber(stores, callback.number, origin?.memberId ?? callback.memberId),
    callbackId: callback.id,
    queueId: callback.queueId,
    caseId: origin?.caseId ?? callback.caseId,
    caseWords: 'the callback they asked for',
    need: callback.need,
    priority: callback.priority,
    priorityReason: callback.priorityReason,
    waitingSince: callback.waitingSince,
    now: env.now,
  })
  // Whoever knew the caller in the queue knows them on the telephone too.
  const known = { knownTo: origin?.knownTo ?? null, knownBecause: origin?.knownBecause ?? null }
  await stores.contacts.insert({ ...decision.contact, ...known })
  await stores.callbacks.save(due)
  await stores.events.append([...decision.events, { type: 'callback.due', callbackId: due.id, contactId }], {
    actor: env.actor,
    at: env.now,
  })
  return due
}

/** They asked to be rung only at certain hours: the callback keeps its place and comes then. */
async function waitForSafeHours(
  stores: Stores,
  env: Env,
  callback: Callback,
  safeFrom: string,
): Promise<Callback | null> {
  const later = callbacks.waitUntil(callback, safeFrom)
  if (!later) return null
  await stores.callbacks.save(later)
  await stores.events.append(
    [{ type: 'callback.set-back', callbackId: later.id, contactId: null, dueAt: safeFrom }],
    { actor: env.actor, at: env.now },
  )
  return later
}

async function cancelUnsafe(stores: Stores, env: Env, callback: Callback): Promise<void> {
  const decision = await cancelCallback(stores, env, callback, 'must-not-ring')
  if (isRefused(decision) || callback.caseId === null) return
  const events = await addCaseFollowUp(stores, env, {
    caseId: callback.caseId,
    what: 'Callback not rung, the number is marked as not safe: find another way',
    dueAt: env.now,
    ownerId: null,
  })
  await stores.events.append(events, { actor: env.actor, at: env.now })
}

/** Takes the attempt of a callback out of the queue again, with the offer that may ring for it. */
export async function withdrawAttempt(stores: Stores, env: Env, callback: Callback): Promise<void> {
  if (callback.attemptContactId === null) return
  const contact = await stores.contacts.find(callback.attemptContactId)
  const decision = contact && withdrawCallback(contact, env.now)
  if (!decision) return
  const offers = await withdrawOffer(stores, env, decision.contact.id)
  await stores.contacts.save(decision.contact)
  await stores.events.append([...offers, ...decision.events], { actor: env.actor, at: env.now })
}

/**
 * The contact of a callback's attempt has ended: what came of it, and what comes next. `said`: the agent's own word;
 * `status`: the network's. For any other contact nothing happens; asked twice, nothing happens the second time.
 */
export async function settleAttempt(
  stores: Stores,
  env: Env,
  contact: Contact,
  facts: { said?: AttemptOutcome; status?: string },
): Promise<void> {
  if (contact.callbackId === null || contact.endedAt === null) return
  const callback = await stores.callbacks.find(contact.callbackId)
  if (!callback || callback.attemptContactId !== contact.id) return
  const attempt = await stores.callbackAttempts.find(contact.id)
  const line = await stores.lines.find(callback.lineId)
  const outcome = callbacks.outcomeOf({
    said: facts.said ?? null,
    talkedMs:
      contact.connectedAt === null ? null : Date.parse(contact.endedAt) - Date.parse(contact.connectedAt),
    heardMachine: attempt?.heardMachine ?? false,
    wasDialled: attempt !== null,
    status: facts.status ?? null,
  })
  const retryAt =
    line &&
    callbacks.retryAt({
      outcome,
      attempts: callback.attempts,
      hours: line.hours,
      holidays: UK_BANK_HOLIDAYS,
      now: env.now,
    })
  const next = callbacks.attemptOver(callback, { outcome, retryAt, now: env.now })
  if (!next) return
  if (attempt) await stores.callbackAttempts.save({ ...attempt, outcome, settledAt: env.now })
  await stores.callbacks.save(next)
  await tell(stores, env, next, contact, outcome)
  // The agent's phone was lost before anybody was rung: the place is taken up again at once, by whoever is free.
  if (next.settledAt === null && next.dueAt <= env.now) await queueAttempt(stores, env, next)
}

async function tell(
  stores: Stores,
  env: Env,
  callback: Callback,
  contact: Contact,
  outcome: AttemptOutcome,
): Promise<void> {
  const { caseId } = contact
  const facts = { callbackId: callback.id, contactId: contact.id }
  const events: DomainEvent[] = [{ type: 'callback.attempted', ...facts, outcome }]
  if (callback.settledAt === null) events.push({ type: 'callback.set-back', ...facts, dueAt: callback.dueAt })
  else if (outcome === 'answered') events.push({ type: 'callback.reached', ...facts, caseId })
  else {
    // F26: the plan is used up. A text to the member, and a person takes over: nothing vanishes.
    events.push({ type: 'callback.not-reached', ...facts, caseId })
    const line = await stores.lines.find(callback.lineId)
    if (line)
      events.push(...(await textAbout(stores, env, callback, wording.couldNotReach({ number: line.number }))))
    if (caseId !== null)
      events.push(
        ...(await addCaseFollowUp(stores, env, {
          caseId,
          what: `Not reached after ${callback.attempts} ${callback.attempts === 1 ? 'try' : 'tries'} to ring back: find another way`,
          dueAt: (line && openingOrNow(line, env.now)) ?? env.now,
          ownerId: null,
        })),
      )
  }
  await stores.events.append(events, { actor: env.actor, at: env.now })
}

/** When a person may take over: at once while the line is open, else when it opens. */
const openingOrNow = (line: Line, now: string): string => {
  const state = lineNow(line, now)
  return state.open ? now : (state.opensAt ?? now)
}

/**
 * Somebody is being spoken with: the callback that they still had in the same queue is met by it (F23), so that nobody
 * rings them later and the promise counts as kept (J12); and nobody is owed a call for those they gave up (F28).
 */
export async function spokenWith(stores: Stores, env: Env, contact: Contact): Promise<void> {
  const open = await stores.callbacks.openOf({ memberId: contact.memberId, number: contact.callerNumber })
  for (const callback of open) {
    if (callback.id === contact.callbackId || !callbacks.isSameMatter(callback, contact)) continue
    await cancelCallback(stores, env, callback, 'reached-us')
  }
  const settled = await settleMissedOf(stores, env, contact)
  await stores.events.append(settled, { actor: env.actor, at: env.now })
}

/** Cancels, takes the attempt out of the queue, and says so on the case. False when it could not be cancelled now. */
export async function cancelCallback(
  stores: Stores,
  env: Env,
  callback: Callback,
  reason: NonNullable<Callback['cancelReason']>,
): Promise<ReturnType<typeof callbacks.cancel>> {
  const decision = callbacks.cancel(callback, { reason, now: env.now })
  if (isRefused(decision)) return decision
  await withdrawAttempt(stores, env, callback)
  await stores.callbacks.save(decision.callback)
  await noteOnCase(stores, env, callback, `Callback cancelled: ${cancelReasons[reason].toLowerCase()}`)
  await stores.events.append(
    [
      {
        type: 'callback.cancelled',
        callbackId: callback.id,
        contactId: callback.attemptContactId,
        caseId: callback.caseId,
        reason,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return decision
}

/** What happened to a callback stands on the timeline of its case. */
export async function noteOnCase(
  stores: Stores,
  env: Env,
  callback: Pick<Callback, 'caseId' | 'contactId'>,
  heading: string,
): Promise<void> {
  if (callback.caseId === null) return
  await stores.caseEvents.insert({
    id: env.ids.next(),
    caseId: callback.caseId,
    kind: 'change',
    at: env.now,
    authorId: personOf(env),
    clientId: null,
    heading,
    body: '',
    contactId: callback.contactId,
  })
}

/** A text about a callback, unless somebody else answered at its number. */
export const textAbout = async (
  stores: Stores,
  env: Env,
  callback: Pick<Callback, 'id' | 'number'>,
  body: string,
): Promise<DomainEvent[]> =>
  callbacks.mayBeTexted(await stores.callbackAttempts.ofCallback(callback.id))
    ? textTo(stores, env, callback.number, body)
    : []

/** A text of the system's own, where texts may go: a mobile that has not opted out, from our text line. */
export async function textTo(stores: Stores, env: Env, number: string, body: string): Promise<DomainEvent[]> {
  if (!canText(number)) return []
  const line = (await stores.lines.all()).find((l) => l.kind === 'text' && l.purpose === 'case')
  if (!line || !(await mayContactNumber(stores, env, number, 'text')).may) return []
  await phoneOf(stores, env, number)
  const thread = await threadOf(stores, env, number, line.number)
  return (await queueText(stores, env, { thread, contactId: null, body, authorId: null, clientId: null }))
    .events
}

/**
 * One leg of the agent is gone. While the member of a callback is not there yet, nobody is to pick up to nobody: the
 * ringing stops and the place is kept. In any other call the member is parked and told.
 */
export async function withoutAgent(stores: Stores, env: Env, contact: Contact, gone: Call): Promise<void> {
  if (isRungByUs(contact) && contact.state === 'connecting') {
    const legs = await stores.calls.ofContact(contact.id)
    const isIn = (leg: Call) => leg.joinedAt !== null && leg.leftAt === null
    const isThere = legs.some((leg) => leg.party === 'member' && (isIn(leg) || leg.status === 'in-progress'))
    const another = legs.some((leg) => leg.party === 'agent' && leg.callSid !== gone.callSid && isIn(leg))
    if (!isThere && !another && gone.personId === contact.agentId) return loseAttempt(stores, env, contact)
  }
  if (await carriesOn(stores, env, contact, gone)) return
  await parkWithoutAgent(stores, env, contact, gone)
}

/**
 * The agent's phone was lost before the member picked up: it stops ringing there, the agent is asked whether they are
 * there, and the callback keeps its place.
 */
export async function loseAttempt(stores: Stores, env: Env, contact: Contact): Promise<void> {
  const decision = withdrawCallback(contact, env.now)
  if (!decision) return
  await stores.contacts.save(decision.contact)
  const events: DomainEvent[] = [...decision.events]
  for (const leg of await stores.calls.ofContact(contact.id))
    if (leg.party === 'member' && leg.endedAt === null)
      events.push({ type: 'callback.ring-stopped', contactId: contact.id, memberCallSid: leg.callSid })
  const presence = contact.agentId === null ? null : await stores.presences.find(contact.agentId)
  if (presence && presence.contactId === contact.id) {
    const freed = loseCall(presence, env.now)
    await stores.presences.save(freed)
    events.push({ type: 'presence.changed', personId: freed.personId, choice: freed.choice })
  }
  await stores.events.append(events, { actor: env.actor, at: env.now })
  await settleAttempt(stores, env, decision.contact, { said: 'agent-lost' })
}

/** From the agent's phone being in to the member's voice: ringing takes 25 s at most, Twilio's news of it some more. */
export const dialLimitMs = 90_000
/** An agent's own phone that has not joined by then is treated as lost. */
const ownPhoneLimitMs = 15_000

/** A call of ours that nobody came to, the agent's phone or the network's news being lost: it is over, and said so. */
export async function tendDialled(stores: Stores, env: Env, contact: Contact): Promise<void> {
  const legs = await stores.calls.ofContact(contact.id)
  const isIn = (party: Call['party']) =>
    legs.some((leg) => leg.party === party && leg.joinedAt !== null && leg.leftAt === null)
  const waitedMs = Date.parse(env.now) - Date.parse(contact.connectingAt ?? env.now)
  if (!isIn('member') && waitedMs >= (isIn('agent') ? dialLimitMs : ownPhoneLimitMs))
    await loseAttempt(stores, env, contact)
}
