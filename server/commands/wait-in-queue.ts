import type { Refused } from '../contract/refusals.ts'
import { isTurnedAway } from '../domain/contact.ts'
import { lineState } from '../domain/opening-hours.ts'
import { hasWaitedTooLong } from '../domain/queue-limits.ts'
import type { Contact, Line } from '../domain/records.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import { lookBackMs, mostSamples, type WaitRange, waitRange } from '../domain/wait-estimate.ts'
import * as wording from '../domain/wording.ts'
import type { Env, Stores } from './ports.ts'

/**
 * One round of waiting: the place in the queue as it is now, with the likely wait where enough is known to say one
 * (F7), then music. Reads only.
 */
export async function waitInQueue(
  stores: Stores,
  env: Env,
  input: { contactId: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  // Closed by hand, and the redirect has not come (Twilio's REST is out of reach): told with the next round.
  if (isTurnedAway(contact)) return { page: 'leave', contactId: contact.id }
  if (contact.state !== 'waiting')
    return { page: 'wait', contactId: contact.id, turn: null, say: [wording.connecting()] }
  const line = await stores.lines.find(contact.lineId)
  if (line && isPastDrain(line, contact, env.now)) return { page: 'leave', contactId: contact.id }
  const queue = contact.queueId === null ? null : await stores.queues.find(contact.queueId)
  if (queue && contact.waitingSince !== null && hasWaitedTooLong(queue, contact.waitingSince, env.now))
    return { page: 'leave', contactId: contact.id }
  const position = 1 + (await stores.contacts.aheadOf(contact))
  const waitMinutes = await likelyWait(stores, env, contact, position)
  return {
    page: 'wait',
    contactId: contact.id,
    turn: contact.version,
    say: [
      wording.queuePosition({ position, waitMinutes }),
      wording.stillWaiting(),
      wording.offerToKeepPlace(),
    ],
  }
}

/** What is said of the wait at a place, null where too little is known. */
export async function likelyWait(
  stores: Stores,
  env: Env,
  contact: Pick<Contact, 'queueId'>,
  position: number,
): Promise<WaitRange | null> {
  if (contact.queueId === null) return null
  const since = new Date(Date.parse(env.now) - lookBackMs).toISOString()
  const answeredAt = await stores.contacts.answeredAt(contact.queueId, since, mostSamples)
  return waitRange({ position, answeredAt, now: env.now })
}

/**
 * Callers queued at closing are served until `drain` minutes after it ('all': however long it takes), then promised a
 * call back instead (F19). A caller who joined after this closing is none of it.
 */
export function isPastDrain(line: Line, contact: Pick<Contact, 'waitingSince'>, now: string): boolean {
  if (line.drain === 'all' || contact.waitingSince === null) return false
  if (lineState(line.hours, UK_BANK_HOLIDAYS, now).open) return false
  const joined = lineState(line.hours, UK_BANK_HOLIDAYS, contact.waitingSince)
  if (!joined.open || joined.closesAt === null) return false
  return Date.parse(now) >= Date.parse(joined.closesAt) + Number(line.drain) * 60_000
}
