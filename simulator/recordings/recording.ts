import { rfc2822 } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import { newSid } from '../core/sid.ts'

export type RecordingStatus =
  | 'in-progress'
  | 'paused'
  | 'stopped'
  | 'processing'
  | 'completed'
  | 'absent'
  | 'deleted'

export type RecordingSource =
  | 'DialVerb'
  | 'Conference'
  | 'OutboundAPI'
  | 'RecordVerb'
  | 'StartCallRecordingAPI'

/** What is recording, whatever it records. */
export type Tape = {
  pause(behaviour: 'silence' | 'skip'): void
  resume(): void
  /** Milliseconds so far. */
  durationMs(): number
  stop(): Buffer
}

export type Recording = {
  sid: string
  callSid: string | null
  conferenceSid: string | null
  source: RecordingSource
  channels: 1 | 2
  status: RecordingStatus
  startedAt: Date
  updatedAt: Date
  durationSeconds: number
  callback: { url: string; method: 'GET' | 'POST'; events: ReadonlySet<string> } | null
  tape: Tape
  file: Buffer | null
}

export function startRecording(
  exchange: Exchange,
  options: Pick<Recording, 'callSid' | 'conferenceSid' | 'source' | 'channels' | 'callback' | 'tape'>,
): Recording {
  const now = new Date()
  const recording: Recording = {
    ...options,
    sid: newSid('RE'),
    status: 'in-progress',
    startedAt: now,
    updatedAt: now,
    durationSeconds: 0,
    file: null,
  }
  exchange.recordings.set(recording.sid, recording)
  changed(exchange, recording)
  return recording
}

export function pauseRecording(
  exchange: Exchange,
  recording: Recording,
  behaviour: 'silence' | 'skip',
): void {
  recording.tape.pause(behaviour)
  recording.status = 'paused'
  changed(exchange, recording)
}

export function resumeRecording(exchange: Exchange, recording: Recording): void {
  recording.tape.resume()
  recording.status = 'in-progress'
  changed(exchange, recording)
}

/** Ends it: `completed` with its file, or `absent` when nothing was recorded. Safe to call again. */
export function stopRecording(exchange: Exchange, recording: Recording): void {
  if (recording.file || recording.status === 'absent' || recording.status === 'deleted') return
  const milliseconds = recording.tape.durationMs()
  recording.file = recording.tape.stop()
  recording.durationSeconds = milliseconds === 0 ? 0 : Math.max(1, Math.round(milliseconds / 1000))
  recording.status = milliseconds === 0 ? 'absent' : 'completed'
  changed(exchange, recording)
}

export const recordingUrl = (exchange: Exchange, recording: Recording): string =>
  `${exchange.ownUrl()}/2010-04-01/Accounts/${exchange.account.accountSid}/Recordings/${recording.sid}`

export const recordingView = (recording: Recording) => ({
  sid: recording.sid,
  callSid: recording.callSid,
  conferenceSid: recording.conferenceSid,
  status: recording.status,
  durationSeconds: recording.durationSeconds,
  url: `/control/recordings/${recording.sid}.wav`,
})

function changed(exchange: Exchange, recording: Recording): void {
  recording.updatedAt = new Date()
  exchange.bus.emit('recording', recordingView(recording))
  exchange.timeline.add(
    'recording',
    `Recording ${recording.status}`,
    { recordingSid: recording.sid },
    recording.callSid,
  )
  const { callback, status } = recording
  if (!callback || status === 'paused' || !callback.events.has(status)) return
  exchange.webhooks.tell(recording.sid, {
    url: callback.url,
    method: callback.method,
    callSid: recording.callSid,
    params: {
      AccountSid: exchange.account.accountSid,
      ...(recording.callSid ? { CallSid: recording.callSid } : {}),
      ...(recording.conferenceSid ? { ConferenceSid: recording.conferenceSid } : {}),
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(exchange, recording),
      RecordingStatus: status,
      RecordingDuration: String(recording.durationSeconds),
      RecordingChannels: String(recording.channels),
      RecordingStartTime: rfc2822(recording.startedAt),
      RecordingSource: recording.source,
      RecordingTrack: 'both',
    },
  })
}
