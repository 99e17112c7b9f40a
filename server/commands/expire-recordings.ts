import { expireRecording } from '../domain/recording.ts'
import { deletedBefore } from '../domain/recording-access.ts'
import type { Env, Stores } from './ports.ts'

/** Recordings whose time is over are deleted at Twilio, fifty at a time; that there was one stays on the case. */
export async function expireRecordings(stores: Stores, env: Env): Promise<{ expired: number }> {
  const old = await stores.recordings.startedBefore(deletedBefore(env.now), 50)
  for (const recording of old) {
    await stores.recordings.save(expireRecording(recording))
    await stores.events.append(
      [
        {
          type: 'recording.expired',
          contactId: recording.contactId,
          recordingId: recording.id,
          recordingSid: recording.recordingSid,
        },
      ],
      { actor: env.actor, at: env.now },
    )
  }
  return { expired: old.length }
}
