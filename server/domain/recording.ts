/**
 * Pausing a recording while somebody says bank or health details (F38):
 *
 *   recording ──pause──► paused ──resume, or 120 s, or the end of the call──► recording
 *
 * Twilio keeps the time of a pause as silence, so that a gap lies where it was. Each pause is kept with its ends and who
 * made it. Only a recording in progress is paused; a forgotten pause ends by itself, and the agent is told before.
 */
import type { Instant, Recording, RecordingPause } from './records.ts'

type No = { refused: 'not-recording' | 'already-paused' | 'not-paused' }

export function pauseRecording(recording: Recording, input: { by: string; now: Instant }): Recording | No {
  if (recording.kind !== 'call' || recording.state !== 'in-progress') return { refused: 'not-recording' }
  if (recording.pausedSince !== null) return { refused: 'already-paused' }
  return { ...recording, pausedSince: input.now }
}

export function resumeRecording(
  recording: Recording,
  input: { by: string; because: RecordingPause['because']; now: Instant },
): Recording | No {
  if (recording.pausedSince === null) return { refused: 'not-paused' }
  const pause: RecordingPause = {
    from: recording.pausedSince,
    until: input.now,
    by: input.by,
    because: input.because,
  }
  return { ...recording, pausedSince: null, pauses: [...recording.pauses, pause] }
}

/** Where nothing was recorded, in seconds from the beginning, in order. */
export const gapsOf = (recording: Recording): { from: number; until: number }[] => {
  const at = (instant: Instant) => Math.max(0, (Date.parse(instant) - Date.parse(recording.startedAt)) / 1000)
  return recording.pauses.map(({ from, until }) => ({
    from: Math.floor(at(from)),
    until: Math.ceil(at(until)),
  }))
}

/** Its time is over: the sound is deleted, that there was one stays. */
export const expireRecording = (recording: Recording): Recording => ({
  ...recording,
  state: 'expired',
  pausedSince: null,
})
