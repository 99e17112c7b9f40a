import type { Conference, RecordingCallback } from '../conference/conference.ts'
import type { Exchange } from '../core/exchange.ts'
import { recordRoom } from '../media/recorder.ts'
import { type Recording, startRecording } from './recording.ts'

/** Conference recordings are mono only (https://www.twilio.com/docs/voice/twiml/conference, as of 2026-11). */
export function startConferenceRecording(
  exchange: Exchange,
  conference: Conference,
  callback: RecordingCallback | null,
): Recording {
  const recording = startRecording(exchange, {
    callSid: null,
    conferenceSid: conference.sid,
    source: 'Conference',
    channels: 1,
    callback,
    tape: recordRoom(conference.room),
  })
  conference.recordings.push(recording)
  return recording
}
