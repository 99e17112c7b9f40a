import type { Refused } from '../contract/refusals.ts'
import { noteResult } from '../domain/contact.ts'
import { askTranscript } from '../domain/transcript.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import type { Env, Stores } from './ports.ts'
import { promiseCallBack } from './promise-call-back.ts'
import { recordRecording } from './record-recording.ts'

/**
 * A voicemail of at least a second is the result of its contact and is on a case at once, also when the call is over
 * already. `isTranscribed`: Twilio was asked to write it down.
 */
export async function keepVoicemail(
  stores: Stores,
  env: Env,
  input: { contactId: string; recordingSid: string; seconds: number; isTranscribed?: boolean },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (input.seconds < 1) return { page: 'goodbye', say: [wording.goodbye()] }
  await recordRecording(stores, env, {
    contactId: contact.id,
    recordingSid: input.recordingSid,
    state: 'in-progress',
    seconds: input.seconds,
    kind: 'voicemail',
  })
  const recording = await stores.recordings.bySid(input.recordingSid)
  if (recording && input.isTranscribed === true) await stores.recordings.save(askTranscript(recording))
  const kept = { ...noteResult(contact, 'voicemail'), handledAt: null }
  await stores.contacts.save(kept)
  await promiseCallBack(stores, env, kept)
  return { page: 'goodbye', say: [wording.voicemailThanks()] }
}
