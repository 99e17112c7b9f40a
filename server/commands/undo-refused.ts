/**
 * Twilio refused for good (4xx) what an agent asked of the call in hand. What is shown becomes what is so, and the agent
 * is told in words until they ask for something else: nobody speaks freely beside a member who was never put on hold.
 */
import { notDone } from '../domain/contact.ts'
import { undoPause, undoResume } from '../domain/recording.ts'
import type { Contact } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/** `asked`: what was refused. Nothing happens when it is not wanted any more. */
export async function holdRefused(
  stores: Stores,
  env: Env,
  input: { contactId: string; asked: 'hold' | 'resume' },
): Promise<void> {
  const contact = await stores.contacts.find(input.contactId)
  const undone = contact && notDone(contact, input.asked, env.now)
  if (undone) await tell(stores, env, undone)
}

export async function recordingRefused(
  stores: Stores,
  env: Env,
  input: { recordingId: string; asked: 'pause' | 'record' },
): Promise<void> {
  const recording = await stores.recordings.find(input.recordingId)
  const contact = recording && (await stores.contacts.find(recording.contactId))
  const real = recording && (input.asked === 'pause' ? undoPause(recording) : undoResume(recording, env.now))
  const undone = contact && notDone(contact, input.asked, env.now)
  if (!real || !undone) return
  await stores.recordings.save(real)
  await tell(stores, env, undone)
}

async function tell(stores: Stores, env: Env, contact: Contact): Promise<void> {
  await stores.contacts.save(contact)
  await stores.events.append([{ type: 'contact.not-done', contactId: contact.id }], {
    actor: env.actor,
    at: env.now,
  })
}
