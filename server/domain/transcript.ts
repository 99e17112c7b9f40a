/**
 * What a machine wrote down of a voicemail (F27). Off unless the line's administrator switched it on: the sound is then
 * read by Twilio too.
 *
 *   asked ──► written | failed        Twilio's news, once; neither is undone
 *   out-of-range                      Twilio does not try: messages of 2 s and less, and of 120 s and more
 *
 * The limits: https://www.twilio.com/docs/api/errors/13617, English alone: https://www.twilio.com/docs/voice/twiml/record
 * (as of 2026-11-22). A member's message is never cut short so that it fits.
 */
import type { Instant, Recording, Transcript } from './records.ts'

export const transcribedSeconds = { over: 2, under: 120 } as const
/** Twilio names no time; after this nothing is expected any more. */
const lateAfterMs = 60 * 60_000
const longestText = 10_000

/** A voicemail of a line that has them written down is there. What Twilio has said already stands. */
export function askTranscript(recording: Recording): Recording {
  if (recording.transcript !== null || recording.kind !== 'voicemail') return recording
  const seconds = recording.seconds ?? 0
  const isTaken = seconds > transcribedSeconds.over && seconds < transcribedSeconds.under
  return { ...recording, transcript: { state: isTaken ? 'asked' : 'out-of-range' } }
}

/** Twilio's news of a transcript. Null when nothing is to change: said before, or its recording is deleted. */
export function noteTranscript(
  recording: Recording,
  news: { status: string; text: string },
): Recording | null {
  const isGone = recording.state === 'expired' || recording.state === 'refused'
  const known = recording.transcript?.state
  if (isGone || recording.kind !== 'voicemail' || known === 'written' || known === 'failed') return null
  const text = news.text.trim().slice(0, longestText)
  const transcript: Transcript =
    news.status === 'completed' && text !== '' ? { state: 'written', text } : { state: 'failed' }
  return { ...recording, transcript }
}

/** As it is to be read now; null where nobody asked for one. `late`: asked for, and nothing came. */
export function readTranscript(
  recording: Pick<Recording, 'transcript' | 'startedAt'>,
  now: Instant,
): { state: Transcript['state'] | 'late'; text: string } | null {
  const { transcript } = recording
  if (transcript === null) return null
  if (transcript.state === 'written') return transcript
  const isLate =
    transcript.state === 'asked' && Date.parse(now) - Date.parse(recording.startedAt) >= lateAfterMs
  return { state: isLate ? 'late' : transcript.state, text: '' }
}
