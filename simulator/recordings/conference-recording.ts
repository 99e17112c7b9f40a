import type { Conference, RecordingCallback } from '../conference/conference.ts'
import type { Exchange } from '../core/exchange.ts'
import { recordRoom } from '../media/recorder.ts'
import { type Recording, startRecording } from './recording.ts'

/** Conference recordings are mono only (https://www.twilio.com/docs/voice/twiml/conference, as of 2026-11). */
export function startConferenceRecording(
  exchange: Exchange,
  conference: Conference,
  options: { source: 'Conference' | 'StartConferenceRecordingAPI'; callback: RecordingCallback | null },
): Recording {
  const recording = startRecording(exchange, {
    callSid: null,
    conferenceSid: conference.sid,
    source: options.source,
    channels: 1,
    callback: options.callback,
    tape: recordRoom(conference.room),
  })
  conference.recordings.push(recording)
  return recording
}
