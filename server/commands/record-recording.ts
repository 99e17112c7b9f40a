import type { Recording } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

const rank: Record<Recording['state'], number> = { 'in-progress': 0, absent: 1, completed: 2, expired: 3 }

/** News of a recording of a contact; a finished one absorbs late news. */
export async function recordRecording(
  stores: Stores,
  env: Env,
  input: {
    contactId: string
    recordingSid: string
    state: Recording['state']
    seconds: number | null
    kind: Recording['kind']
  },
): Promise<void> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return
  const known = await stores.recordings.bySid(input.recordingSid)
  if (known && rank[input.state] <= rank[known.state] && (known.seconds !== null || input.seconds === null))
    return
  const recording: Recording = known
    ? {
        ...known,
        state: rank[input.state] > rank[known.state] ? input.state : known.state,
        seconds: input.seconds ?? known.seconds,
      }
    : {
        id: env.ids.next(),
        recordingSid: input.recordingSid,
        contactId: contact.id,
        kind: input.kind,
        state: input.state,
        seconds: input.seconds,
        startedAt: env.now,
        pausedSince: null,
        pauses: [],
      }
  await (known ? stores.recordings.save(recording) : stores.recordings.insert(recording))
  await stores.events.append(
    [{ type: 'recording.changed', contactId: contact.id, recordingId: recording.id }],
    { actor: env.actor, at: env.now },
  )
}
