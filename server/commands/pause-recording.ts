/** One key pauses the recording of the call in hand and starts it again; forgotten, it starts again by itself (F38). A consult's pause: recording-support.ts. */
import { pauseLimitMs } from '../contract/console-events.ts'
import { isRefused, type Refused } from '../contract/refusals.ts'
import { heedAgain } from '../domain/contact.ts'
import { pauseRecording as pause, privacyOf, resumeRecording as resume } from '../domain/recording.ts'
import type { Contact, Recording, RecordingPause } from '../domain/records.ts'
import { openGuests } from './guest-support.ts'
import type { Env, Stores } from './ports.ts'
import { pauseNews, recordingNow } from './recording-support.ts'

interface Input {
  contactId: string
  personId: string
}

export async function pauseRecording(
  stores: Stores,
  env: Env,
  input: Input,
): Promise<{ done: true } | Refused> {
  const found = await inHand(stores, input)
  if (isRefused(found)) return found
  const paused = pause(found.recording, { by: input.personId, why: 'details', now: env.now })
  if (isRefused(paused)) return paused
  return keep(stores, env, found, paused)
}

export async function resumeRecording(
  stores: Stores,
  env: Env,
  input: Input,
): Promise<{ done: true } | Refused> {
  const found = await inHand(stores, input)
  if (isRefused(found)) return found
  // What is said while the member is on hold is not theirs to have recorded: it starts again when they are back.
  if (found.recording.pausedFor === 'consult' || (await isPrivate(stores, found.contact)))
    return { refused: 'private-talk' }
  const resumed = resume(found.recording, { by: input.personId, because: 'agent', now: env.now })
  if (isRefused(resumed)) return resumed
  return keep(stores, env, found, resumed)
}

/** Pauses that have lasted their 120 s, or whose call is over, end now. */
export async function tendPauses(stores: Stores, env: Env): Promise<{ resumed: number }> {
  let resumed = 0
  for (const { id } of await stores.recordings.paused()) {
    const recording = await stores.recordings.find(id)
    const contact = recording && (await stores.contacts.find(recording.contactId))
    if (!recording || !contact || recording.pausedSince === null) continue
    const isOver = contact.state === 'ended' || recording.state !== 'in-progress'
    const isForgotten = Date.parse(env.now) - Date.parse(recording.pausedSince) >= pauseLimitMs
    // A private talk has no clock, and no details are recorded because one followed.
    const isKept = recording.pausedFor === 'consult' || (await isPrivate(stores, contact))
    if (!isOver && (!isForgotten || isKept)) continue
    const because: RecordingPause['because'] = isOver ? 'call-over' : 'time'
    const next = resume(recording, { by: 'system', because, now: contact.endedAt ?? env.now })
    if (isRefused(next)) continue
    await keep(stores, env, { contact }, next)
    resumed += 1
  }
  return { resumed }
}

const isPrivate = async (stores: Stores, contact: Contact): Promise<boolean> =>
  privacyOf(contact, (await openGuests(stores, contact.id)).length > 0) === 'private'

async function inHand(
  stores: Stores,
  input: Input,
): Promise<{ contact: Contact; recording: Recording } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.channel !== 'voice') return { refused: 'not-found' }
  if (contact.state === 'ended') return { refused: 'call-ended' }
  if (contact.agentId !== input.personId) return { refused: 'not-yours' }
  const recording = await recordingNow(stores, contact.id)
  return recording ? { contact, recording } : { refused: 'not-recording' }
}

async function keep(
  stores: Stores,
  env: Env,
  { contact }: { contact: Contact },
  next: Recording,
): Promise<{ done: true }> {
  await stores.recordings.save(next)
  if (contact.notDone !== null) await stores.contacts.save(heedAgain(contact))
  await stores.events.append([pauseNews(contact, next)], { actor: env.actor, at: env.now })
  return { done: true }
}
