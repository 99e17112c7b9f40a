import { pauseLimitMs } from '../contract/console-events.ts'
import { isPauseCarriedOn, refuseRecording } from '../domain/recording.ts'
import type { Recording } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'
import { keepPrivate, pauseNews } from './recording-support.ts'

const rank: Record<Recording['state'], number> = {
  'in-progress': 0,
  absent: 1,
  completed: 2,
  expired: 3,
  refused: 3,
}

/**
 * News of a recording of a contact; a finished one absorbs late news. One that begins while its agent is in a private
 * talk, or of somebody who wants none, is paused or given up at once: news of it may be late.
 */
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
  const refusal = (recording: Recording, isRunning: boolean) => ({
    type: 'recording.refused' as const,
    contactId: contact.id,
    recordingId: recording.id,
    recordingSid: recording.recordingSid,
    conferenceSid: isRunning ? contact.conferenceSid : null,
  })
  const log = { actor: env.actor, at: env.now }
  if (known?.state === 'refused') {
    // It has stopped only now, whatever became of the deletion that was asked for while it ran.
    if (input.state === 'completed') await stores.events.append([refusal(known, false)], log)
    return
  }
  if (known && rank[input.state] <= rank[known.state] && (known.seconds !== null || input.seconds === null))
    return
  const news: Recording = known
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
        pausedFor: null,
        pauses: [],
        transcript: null,
      }
  const refused = contact.recordingRefused ? refuseRecording(news) : null
  const isPaused =
    known === null &&
    refused === null &&
    news.kind === 'call' &&
    news.state === 'in-progress' &&
    isPauseCarriedOn(await stores.recordings.ofContact(contact.id), { now: env.now, limitMs: pauseLimitMs })
  const recording =
    refused ?? (isPaused ? { ...news, pausedSince: env.now, pausedFor: 'details' as const } : news)
  await (known ? stores.recordings.save(recording) : stores.recordings.insert(recording))
  await stores.events.append(
    [
      { type: 'recording.changed', contactId: contact.id, recordingId: recording.id },
      ...(refused ? [refusal(refused, news.state === 'in-progress')] : []),
      ...(isPaused ? [pauseNews(contact, recording)] : []),
      ...(known || refused || isPaused ? [] : await keepPrivate(stores, env, contact)),
    ],
    log,
  )
}
