import type { Call } from '../calls/call.ts'
import { callParams } from '../calls/call-params.ts'
import { rfc2822 } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import { newSid } from '../core/sid.ts'
import { type Recording, recordingUrl } from './recording.ts'

export type Transcription = {
  sid: string
  recordingSid: string
  status: 'completed' | 'failed'
  text: string
  seconds: number
  createdAt: Date
}

/**
 * Transcribes a recording of <Record transcribe="true"> and tells `transcribeCallback`, always by POST, with the fields of
 * https://www.twilio.com/docs/voice/twiml/record (as of 2026-11-22). `words` are what the caller typed for the machine's voice
 * to say: what came through a microphone is not understood here, and fails as unclear speech does at Twilio. Recordings of
 * two seconds and less or of two minutes and more are not tried: a warning, and no callback
 * (https://www.twilio.com/docs/api/errors/13617, as of 2026-11-22).
 */
export function transcribe(
  exchange: Exchange,
  call: Call,
  recording: Recording,
  { words, callback }: { words: readonly string[]; callback: string | null },
): void {
  if (recording.status !== 'completed') return
  const seconds = recording.durationSeconds
  if (seconds <= 2 || seconds >= 120) {
    exchange.timeline.add(
      'recording',
      '13617: recording length is out of range for transcription',
      { recordingSid: recording.sid, seconds },
      call.sid,
    )
    return
  }
  const text = words.join(' ').trim()
  const made: Transcription = {
    sid: newSid('TR'),
    recordingSid: recording.sid,
    status: text === '' ? 'failed' : 'completed',
    text,
    seconds,
    createdAt: new Date(),
  }
  exchange.transcriptions.set(made.sid, made)
  exchange.timeline.add(
    'recording',
    `Transcription ${made.status}`,
    { transcriptionSid: made.sid, recordingSid: recording.sid },
    call.sid,
  )
  if (callback === null) return
  exchange.webhooks.tell(made.sid, {
    url: callback,
    method: 'POST',
    callSid: call.sid,
    params: {
      ...callParams(exchange, call),
      TranscriptionSid: made.sid,
      TranscriptionText: made.text,
      TranscriptionStatus: made.status,
      TranscriptionUrl: transcriptionUrl(exchange, made),
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(exchange, recording),
    },
  })
}

const transcriptionUrl = (exchange: Exchange, { sid }: Transcription): string =>
  `${exchange.ownUrl()}/2010-04-01/Accounts/${exchange.account.accountSid}/Transcriptions/${sid}`

/** As https://www.twilio.com/docs/voice/api/recording-transcription shows it (as of 2026-11-22). */
export const transcriptionJson = (exchange: Exchange, one: Transcription) => ({
  sid: one.sid,
  account_sid: exchange.account.accountSid,
  api_version: '2010-04-01',
  recording_sid: one.recordingSid,
  status: one.status,
  type: 'fast',
  duration: String(one.seconds),
  transcription_text: one.text,
  price: null,
  price_unit: 'USD',
  date_created: rfc2822(one.createdAt),
  date_updated: rfc2822(one.createdAt),
  uri: `/2010-04-01/Accounts/${exchange.account.accountSid}/Transcriptions/${one.sid}.json`,
})
