import { isRefused } from '../contract/refusals.ts'
import { joinQueue, noteResult } from '../domain/contact.ts'
import type { Need } from '../domain/menu.ts'
import { nextOpening } from '../domain/opening-hours.ts'
import { isOnShift } from '../domain/presence.ts'
import { priorityOf } from '../domain/priority.ts'
import type { Contact, Line, Queue } from '../domain/records.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { ensureCase } from './attach-case.ts'
import type { Env, Stores } from './ports.ts'
import { memberCall } from './voice-support.ts'

/**
 * Puts a caller in the queue of their need, with their place said; or, when nobody with the skill is on shift, says so
 * at once and offers voicemail: no music for a wait that has no end (F20). The case is joined or opened here already,
 * so that the agent sees it while it rings.
 */
export async function queueCaller(
  stores: Stores,
  env: Env,
  contact: Contact,
  line: Line,
  choice: { need: Need; queueKey: string | null; words: string; say: string[] },
): Promise<VoicePage> {
  const queue =
    (choice.queueKey === null ? null : await stores.queues.byKey(choice.queueKey)) ??
    (line.defaultQueueId === null ? null : await stores.queues.find(line.defaultQueueId)) ??
    (await stores.queues.all())[0]
  if (!queue) return { page: 'goodbye', say: [wording.trouble()] }
  if (!(await isStaffed(stores, queue))) {
    await stores.contacts.save({
      ...noteResult(contact, 'nobody-signed-in'),
      need: choice.words,
      queueId: queue.id,
      menuLevel: null,
    })
    const opensAt = nextOpening(line.hours, UK_BANK_HOLIDAYS, env.now)
    const say = [
      wording.nobodySignedIn({ opensAt, now: env.now, zone: line.hours.zone }),
      wording.voicemailPrompt({ isWithheld: contact.callerNumber === null }),
    ]
    return { page: 'voicemail', contactId: contact.id, say: [...choice.say, ...say] }
  }
  const call = await memberCall(stores, contact.id)
  const urgency = priorityOf({ need: choice.need, now: env.now, zone: line.hours.zone })
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
  await stores.contacts.save(attached.contact)
  await stores.events.append([...decision.events, ...attached.events], { actor: env.actor, at: env.now })
  return { page: 'queue', contactId: contact.id, say: choice.say, twilioQueueName: queue.twilioQueueName }
}

/** Is anybody with all the queue's skills at work, though perhaps on a call or a break? */
async function isStaffed(stores: Stores, queue: Queue): Promise<boolean> {
  const onShift = new Set((await stores.presences.all()).filter(isOnShift).map((p) => p.personId))
  if (onShift.size === 0) return false
  const held = new Map<string, number>()
  for (const { personId, skill } of await stores.people.allSkills())
    if (onShift.has(personId) && queue.skills.includes(skill))
      held.set(personId, (held.get(personId) ?? 0) + 1)
  return queue.skills.length === 0 || [...held.values()].some((n) => n === queue.skills.length)
}
