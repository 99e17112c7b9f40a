/** What several commands do to the recording of a call: keep a private talk off it, and give it up. */
import { isRefused } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import { pauseRecording, privacyOf, refuseRecording, resumeRecording } from '../domain/recording.ts'
import type { Contact, Recording } from '../domain/records.ts'
import { openGuests } from './guest-support.ts'
import type { Env, Stores } from './ports.ts'

/** The recording that is being made of a contact's call, or undefined. */
export const recordingNow = async (stores: Stores, contactId: string): Promise<Recording | undefined> =>
  (await stores.recordings.ofContact(contactId))
    .filter(({ kind, state }) => kind === 'call' && state === 'in-progress')
    .at(-1)

/** The event of a recording that was paused or started again; effects.ts has Twilio do so. */
export const pauseNews = (contact: Contact, recording: Recording): DomainEvent => ({
  type: recording.pausedSince === null ? 'recording.resumed' : 'recording.paused',
  contactId: contact.id,
  recordingId: recording.id,
  conferenceSid: contact.conferenceSid,
})

/**
 * A private talk pauses the recording, and the member's return starts it again. To be asked wherever a hold or a guest
 * begins or ends, with the contact as it is from now on; `asks`: somebody is being asked in who has no row yet. A pause
 * for details that goes on is left to its own key and clock.
 */
export async function keepPrivate(
  stores: Stores,
  env: Env,
  contact: Contact,
  asks = false,
): Promise<DomainEvent[]> {
  const recording = await recordingNow(stores, contact.id)
  if (!recording) return []
  const privacy = privacyOf(contact, asks || (await openGuests(stores, contact.id)).length > 0)
  const next =
    privacy === 'private'
      ? pauseRecording(recording, { by: env.actor, why: 'consult', now: env.now })
      : privacy === 'open' && recording.pausedFor === 'consult'
        ? resumeRecording(recording, { by: env.actor, because: 'joined', now: env.now })
        : null
  if (next === null || isRefused(next)) return []
  await stores.recordings.save(next)
  return [pauseNews(contact, next)]
}

/** Stops what is being recorded of a contact's call and deletes what was taken; that there was one stays. */
export async function giveUpRecordings(stores: Stores, contact: Contact): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const recording of await stores.recordings.ofContact(contact.id)) {
    const refused = refuseRecording(recording)
    if (!refused) continue
    await stores.recordings.save(refused)
    events.push({
      type: 'recording.refused',
      contactId: contact.id,
      recordingId: recording.id,
      recordingSid: recording.recordingSid,
      conferenceSid: recording.state === 'in-progress' ? contact.conferenceSid : null,
    })
  }
  return events
}
