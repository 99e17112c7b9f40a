import { isRefused } from '../contract/refusals.ts'
import { joinQueue, noteResult } from '../domain/contact.ts'
import { closedWords, offersCallback } from '../domain/line-answer.ts'
import { isClosedByHand, promisedOpening } from '../domain/line-state.ts'
import type { Need } from '../domain/menu.ts'
import { isOnShift } from '../domain/presence.ts'
import { priorityOf } from '../domain/priority.ts'
import { isFull } from '../domain/queue-limits.ts'
import type { Contact, Line } from '../domain/records.ts'
import { patience } from '../domain/text-relay.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { ensureCase } from './attach-case.ts'
import { todayOf } from './deadline-support.ts'
import { offerCallback } from './keep-place.ts'
import type { Env, Stores } from './ports.ts'
import { memberCall } from './voice-support.ts'

/**
 * Puts a caller in the queue of their need, with their place said; or, when nobody is on shift, says so at once and
 * offers a callback or voicemail: no music for a wait that has no end (F20). The case is joined or opened here already,
 * so that the agent sees it while it rings.
 */
export async function queueCaller(
  stores: Stores,
  env: Env,
  contact: Contact,
  line: Line,
  choice: { need: Need; queueKey: string | null; words: string; say: string[] },
): Promise<VoicePage> {
  // Closed by hand while they listened to the menu: the same words as for those who ring now.
  if (isClosedByHand(line.closure, env.now)) {
    const closed = { ...noteResult(contact, 'closed-line'), need: choice.words, menuLevel: null }
    await stores.contacts.save(closed)
    const words = closedWords(line, env.now) ?? ''
    if (offersCallback(line, env.now)) return offerCallback(closed, [words])
    const prompt = wording.voicemailPrompt({ isWithheld: contact.callerNumber === null })
    return {
      page: 'voicemail',
      contactId: contact.id,
      say: [words, prompt],
      transcribe: line.transcribeVoicemail,
      ...patience(contact),
    }
  }
  const queue =
    (choice.queueKey === null ? null : await stores.queues.byKey(choice.queueKey)) ??
    (line.defaultQueueId === null ? null : await stores.queues.find(line.defaultQueueId)) ??
    (await stores.queues.all())[0]
  if (!queue) return { page: 'goodbye', say: [wording.trouble()] }
  if (!(await isStaffed(stores, queue.id))) {
    const unserved = {
      ...noteResult(contact, 'nobody-signed-in'),
      need: choice.words,
      queueId: queue.id,
      menuLevel: null,
    }
    await stores.contacts.save(unserved)
    const opensAt = promisedOpening(line, env.now)
    const why = wording.nobodySignedIn({ opensAt, now: env.now, zone: line.hours.zone })
    return offerCallback(unserved, [...choice.say, why])
  }
  if (isFull(queue, await stores.contacts.waitingIn(queue.id))) {
    const unserved = {
      ...noteResult(contact, 'queue-full'),
      need: choice.words,
      queueId: queue.id,
      menuLevel: null,
    }
    await stores.contacts.save(unserved)
    return offerCallback(unserved, [...choice.say, wording.queueFull()])
  }
  const call = await memberCall(stores, contact.id)
  const hearingOn =
    contact.memberId === null ? null : await stores.deadlines.nextHearing(contact.memberId, todayOf(env))
  const urgency = priorityOf({ need: choice.need, now: env.now, zone: line.hours.zone, hearingOn })
  const decision = joinQueue(contact, {
    queueId: queue.id,
    need: choice.words,
    priority: urgency.priority,
    priorityReason: urgency.words,
    memberCallSid: call.callSid,
    now: env.now,
  })
  if (isRefused(decision)) return { page: 'goodbye', say: [wording.goodbye()] }
  const attached = await ensureCase(
    stores,
    env,
    { ...decision.contact, menuLevel: null },
    { ownerId: null, need: choice.need },
  )
  await stores.contacts.save({ ...attached.contact, ...(await whoKnows(stores, env, attached.contact)) })
  await stores.events.append([...decision.events, ...attached.events], { actor: env.actor, at: env.now })
  return { page: 'queue', contactId: contact.id, say: choice.say, twilioQueueName: queue.twilioQueueName }
}

/**
 * Is anybody who may take this queue at work, though perhaps on a call or a break? Whatever they are skilled in: a need
 * for skills relaxes while somebody waits, so everybody will be answered (F13); but not by who was taken off it.
 */
const isStaffed = async (stores: Stores, queueId: string): Promise<boolean> => {
  const off = new Set(await stores.placements.takenOff(queueId))
  return (await stores.presences.all()).some((each) => isOnShift(each) && !off.has(each.personId))
}

const monthMs = 30 * 24 * 60 * 60 * 1000

/** Who knows the caller's matter: the owner of the case, else whom they spoke with last, this month (F14). */
async function whoKnows(
  stores: Stores,
  env: Env,
  contact: Contact,
): Promise<Pick<Contact, 'knownTo' | 'knownBecause'>> {
  const ownerId =
    contact.caseId === null ? null : ((await stores.cases.find(contact.caseId))?.ownerId ?? null)
  if (ownerId !== null) return { knownTo: ownerId, knownBecause: 'case-owner' }
  const since = new Date(Date.parse(env.now) - monthMs).toISOString()
  const lastAgentId = await stores.contacts.lastAgent({ ...contact, since })
  return { knownTo: lastAgentId, knownBecause: lastAgentId === null ? null : 'last-agent' }
}
