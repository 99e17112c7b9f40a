import { expireRecording } from '../domain/recording.ts'
import { deletedBefore } from '../domain/recording-access.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Recordings whose time is over are deleted at Twilio, fifty at a time, with what was written down of them; that there was
 * one stays on the case. How long is a setting of each line, of removed ones too.
 */
export async function expireRecordings(stores: Stores, env: Env): Promise<{ expired: number }> {
  let expired = 0
  for (const line of await stores.lines.evenRemoved()) {
    const instant = deletedBefore(env.now, line.keepDays)
    for (const recording of await stores.recordings.startedBefore(
      { lineId: line.id, instant },
      50 - expired,
    )) {
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
      expired += 1
    }
    if (expired >= 50) break
  }
  return { expired }
}
