import type { Refused } from '../contract/refusals.ts'
import { noteResult } from '../domain/contact.ts'
import { promisedOpening } from '../domain/line-state.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import type { Env, Stores } from './ports.ts'
import { endContact } from './record-call-status.ts'
import { withdrawOffer } from './voice-support.ts'
import { isPastDrain } from './wait-in-queue.ts'

/**
 * The caller is out of Twilio's queue. Redirected by us or hung up: nothing to say. Left at the end of the day: told
 * the truth and promised a call back. Any other way (queue full, an error at Twilio's): voicemail, never silence.
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
  // Out of the queue in the moment an agent answered: on to where the agent is going, not out of the call.
  if (contact.state !== 'waiting')
    return { page: 'conference', contactId: contact.id, party: 'member', record: !contact.recordingRefused }
  await stores.events.append(await withdrawOffer(stores, env, contact.id), { actor: env.actor, at: env.now })
  const line = await stores.lines.find(contact.lineId)
  if (line && input.queueResult === 'leave' && isPastDrain(line, contact, env.now)) {
    // Over for us before the words are spoken: nobody is to be rung for a caller who is being told goodbye.
    await endContact(stores, env, contact.id, 'member')
    const opensAt = promisedOpening(line, env.now)
    return {
      page: 'goodbye',
      say: [wording.notReachedToday({ opensAt, now: env.now, zone: line.hours.zone }), wording.goodbye()],
    }
  }
  await stores.contacts.save(noteResult(contact, 'nobody-signed-in'))
  return {
    page: 'voicemail',
    contactId: contact.id,
    say: [wording.trouble(), wording.voicemailPrompt({ isWithheld: contact.callerNumber === null })],
  }
}
