import type { Refused } from '../contract/refusals.ts'
import { isTurnedAway, noteResult } from '../domain/contact.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { isSafe } from './callback-support.ts'
import { tellClosed } from './close-line.ts'
import { keepPlace, offerCallback } from './keep-place.ts'
import type { Env, Stores } from './ports.ts'
import { withdrawOffer } from './voice-support.ts'
import { isPastDrain } from './wait-in-queue.ts'

/**
 * The caller is out of Twilio's queue. Redirected by us or hung up: nothing to say. Left at the end of the day: told
 * the truth and promised a callback. Waited as long as the queue keeps anybody (F18): offered one, their place kept.
 * Any other way (queue full, an error at Twilio's): a callback or voicemail, never
 * silence.
 */
export async function leaveQueue(
  stores: Stores,
  env: Env,
  input: { contactId: string; queueResult: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  const movedByUs = [
    'redirected',
    'redirected-from-bridged',
    'bridged',
    'bridging-in-process',
    'hangup',
  ].includes(input.queueResult)
  if (movedByUs || contact.state === 'ended') return { page: 'goodbye', say: [] }
  if (isTurnedAway(contact)) return tellClosed(stores, env, { contactId: contact.id })
  // Out of the queue in the moment an agent answered: on to where the agent is going, not out of the call.
  if (contact.state !== 'waiting' && contact.state !== 'greeting')
    return { page: 'conference', contactId: contact.id, party: 'member', record: !contact.recordingRefused }
  await stores.events.append(await withdrawOffer(stores, env, contact.id), { actor: env.actor, at: env.now })
  const line = await stores.lines.find(contact.lineId)
  if (line && input.queueResult === 'leave' && isPastDrain(line, contact, env.now)) {
    // Their own number is known: the promise is made without another question. A withheld one is asked for.
    const kept =
      contact.callerNumber === null || !(await isSafe(stores, env, contact.callerNumber))
        ? null
        : await keepPlace(stores, env, contact, { number: contact.callerNumber, nobodyHere: false })
    // Not rung for by anybody while they are asked: what they choose ends the contact.
    if (!kept) return offerCallback(contact, [wording.notAnsweredToday()])
    const words = wording.notReachedToday({
      opensAt: kept.promisedFrom,
      until: kept.promisedUntil,
      now: env.now,
      zone: line.hours.zone,
    })
    return { page: 'goodbye', say: [words, wording.goodbye()] }
  }
  const waited = input.queueResult === 'leave'
  const unserved = noteResult(contact, waited ? 'queue-full' : 'nobody-signed-in')
  await stores.contacts.save(unserved)
  return offerCallback(unserved, [waited ? wording.waitedTooLong() : wording.cannotBePutThrough()])
}
