/** STOP and START, by number and by what our number is for (F49, F50). */
import type { DomainEvent } from '../domain/events.ts'
import { canText } from '../domain/phone-number.ts'
import type { Contact, Line, Phone, Thread } from '../domain/records.ts'
import { stoppedSince } from '../domain/text-purpose.ts'
import { stillCaseTexts } from '../domain/wording.ts'
import { addCaseFollowUp } from './case-support.ts'
import { queueText, threadOf } from './conversation-support.ts'
import { mayContactNumber } from './may-contact.ts'
import type { Env, Stores } from './ports.ts'

/** Since when this number gets no texts from this line; null: it does. */
export async function optedOutSince(
  stores: Stores,
  phone: Phone | null,
  line: Pick<Line, 'purpose'> | null,
): Promise<string | null> {
  if (phone === null || phone.optedOutAt !== null || line === null || line.purpose === 'case')
    return phone?.optedOutAt ?? null
  return stoppedSince(line.purpose, { stoppedAll: null, optOuts: await stores.optOuts.of(phone.id) })
}

/** `phone` with the STOP kept, and the events. A STOP that holds already changes nothing. */
export async function optOut(
  stores: Stores,
  env: Env,
  given: { phone: Phone; line: Line; thread: Thread; contact: Contact },
): Promise<{ phone: Phone; events: DomainEvent[] }> {
  const { phone, line, thread, contact } = given
  if ((await optedOutSince(stores, phone, line)) !== null) return { phone, events: [] }
  await stores.optOuts.insert({
    phoneId: phone.id,
    ourNumber: thread.ourNumber,
    purpose: line.purpose,
    at: env.now,
  })
  const events: DomainEvent[] = [{ type: 'number.opted-out', threadId: thread.id, phoneId: phone.id }]
  if (line.purpose !== 'case')
    return { phone, events: [...events, ...(await sayWhatGoesOn(stores, env, phone))] }
  const stopped = { ...phone, optedOutAt: env.now }
  await stores.phones.save(stopped)
  const theCase = contact.caseId === null ? null : await stores.cases.find(contact.caseId)
  if (theCase && theCase.status !== 'closed')
    events.push(
      ...(await addCaseFollowUp(stores, env, {
        caseId: theCase.id,
        what: 'Contact another way: they asked us to stop texts',
        dueAt: env.now,
        ownerId: theCase.ownerId,
      })),
    )
  return { phone: stopped, events }
}

/** A STOP that Twilio has told us of: kept for what our number is for, without another word to the member. */
export async function noteStopped(
  stores: Stores,
  env: Env,
  phone: Phone,
  thread: Thread,
): Promise<DomainEvent[]> {
  const purpose = (await stores.lines.byNumber(thread.ourNumber))?.purpose ?? 'case'
  if ((await optedOutSince(stores, phone, { purpose })) !== null) return []
  await stores.optOuts.insert({ phoneId: phone.id, ourNumber: thread.ourNumber, purpose, at: env.now })
  if (purpose === 'case') await stores.phones.save({ ...phone, optedOutAt: env.now })
  return [{ type: 'number.opted-out', threadId: thread.id, phoneId: phone.id }]
}

/** START to one of our numbers takes back the STOP to it; another line for cases that was stopped too stays so. */
export async function optIn(
  stores: Stores,
  env: Env,
  given: { phone: Phone; line: Line; thread: Thread },
): Promise<{ phone: Phone; events: DomainEvent[] }> {
  const { phone, line, thread } = given
  const before = await stores.optOuts.of(phone.id)
  const isHere = before.some(({ ourNumber }) => ourNumber === thread.ourNumber)
  const left = before.filter(({ ourNumber }) => ourNumber !== thread.ourNumber)
  // A STOP from before these were kept by line has no row.
  const frees =
    line.purpose === 'case' && phone.optedOutAt !== null && !left.some(({ purpose }) => purpose === 'case')
  if (!isHere && !frees) return { phone, events: [] }
  await stores.optOuts.remove({ phoneId: phone.id, ourNumber: thread.ourNumber })
  const freed = frees ? { ...phone, optedOutAt: null } : phone
  if (frees) await stores.phones.save(freed)
  return { phone: freed, events: [{ type: 'number.opted-in', threadId: thread.id, phoneId: phone.id }] }
}

/** Twilio lets nothing more go from the number that was stopped: the choice is said from a line for cases. */
async function sayWhatGoesOn(stores: Stores, env: Env, phone: Phone): Promise<DomainEvent[]> {
  const line = (await stores.lines.all()).find(({ kind, purpose }) => kind === 'text' && purpose === 'case')
  const owners = await stores.safeContacts.ownersOf(phone.number)
  // Somebody who is no member of ours has no matter with us.
  if (line === undefined || owners.length === 0 || !canText(phone.number)) return []
  if (!(await mayContactNumber(stores, env, phone.number, 'text')).may) return []
  const thread = await threadOf(stores, env, phone.number, line.number)
  const body = stillCaseTexts()
  return (await queueText(stores, env, { thread, contactId: null, body, authorId: null, clientId: null }))
    .events
}
