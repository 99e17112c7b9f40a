import { noteTranscript } from '../domain/transcript.ts'
import type { Env, Stores } from './ports.ts'
import { recordRecording } from './record-recording.ts'

/**
 * Twilio's machine wrote down a voicemail, or could not. It may be told before the voicemail itself. Twilio's own copy
 * is deleted in any case: it is kept here, with the recording and as long as that.
 */
export async function keepTranscript(
  stores: Stores,
  env: Env,
  input: { contactId: string; recordingSid: string; transcriptionSid: string; status: string; text: string },
): Promise<void> {
  const { contactId, recordingSid, transcriptionSid } = input
  const contact = await stores.contacts.find(contactId)
  if (!contact) return
  if ((await stores.recordings.bySid(recordingSid)) === null)
    await recordRecording(stores, env, {
      contactId,
      recordingSid,
      state: 'in-progress',
      seconds: null,
      kind: 'voicemail',
    })
  const recording = await stores.recordings.bySid(recordingSid)
  if (recording?.contactId !== contact.id) return
  const noted = noteTranscript(recording, input)
  if (noted) await stores.recordings.save(noted)
  await stores.events.append(
    [{ type: 'voicemail.transcribed', contactId, recordingId: recording.id, transcriptionSid }],
    { actor: env.actor, at: env.now },
  )
}
