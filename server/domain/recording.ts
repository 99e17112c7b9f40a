/**
 * What is kept off a recording, and recordings that are given up.
 *
 *   recording ──pause──► paused ──resume──► recording
 *
 * For details (F38): one key while bank or health details are said; ends with the key, after 120 s, or with the call; the
 * agent is told before. For a consult (F33): by itself while the member is on hold and somebody was asked in, because
 * what those two say is no part of the member's call; ends when the member hears them again, and by no key and no clock.
 * Twilio keeps the time of a pause as silence, so that a gap lies where it was. Each pause is kept with its ends and who
 * made it. Only a recording in progress is paused.
 */
import type { Contact, Instant, PauseFor, Recording, RecordingPause } from './records.ts'

type No = { refused: 'not-recording' | 'already-paused' | 'not-paused' }

export function pauseRecording(
  recording: Recording,
  input: { by: string; why: PauseFor; now: Instant },
): Recording | No {
  if (recording.kind !== 'call' || recording.state !== 'in-progress') return { refused: 'not-recording' }
  if (recording.pausedSince !== null) return { refused: 'already-paused' }
  return { ...recording, pausedSince: input.now, pausedFor: input.why }
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
    for: recording.pausedFor ?? 'details',
  }
  return { ...recording, pausedSince: null, pausedFor: null, pauses: [...recording.pauses, pause] }
}

/**
 * Whether a call that is recorded anew begins paused: its conference ended with a lost phone while details were said, and
 * whoever was reading them out may read on. `earlier`: the recordings of the call before this one, oldest first.
 */
export function isPauseCarriedOn(
  earlier: readonly Recording[],
  { now, limitMs }: { now: Instant; limitMs: number },
): boolean {
  const last = earlier.filter(({ kind }) => kind === 'call').at(-1)
  const closed = last?.pauses.at(-1)
  const since =
    last?.pausedFor === 'details'
      ? last.pausedSince
      : closed?.because === 'call-over' && (closed.for ?? 'details') === 'details'
        ? closed.from
        : null
  return since !== null && Date.parse(now) - Date.parse(since) < limitMs
}

/** Twilio did not pause it: it went on all the time. Null when it is not paused. */
export const undoPause = (recording: Recording): Recording | null =>
  recording.state !== 'in-progress' || recording.pausedSince === null
    ? null
    : { ...recording, pausedSince: null, pausedFor: null }

/** Twilio did not record again: it is still paused, from the end of what we took for the whole pause. Null when it is. */
export function undoResume(recording: Recording, now: Instant): Recording | null {
  const last = recording.pauses.at(-1)
  if (recording.state !== 'in-progress' || recording.pausedSince !== null || !last) return null
  // Whatever it was for: from now on the key and the clock of a pause for details end it.
  return { ...recording, pausedSince: now, pausedFor: 'details' }
}

/**
 * Whether what is said in a contact's conference now is between agent and guest alone. 'as-it-was' while the member
 * hears nobody but nobody was asked in, or the agent's phone is lost: a private talk that has begun stays private.
 */
export function privacyOf(
  contact: Pick<Contact, 'state' | 'heldSince'>,
  hasGuests: boolean,
): 'private' | 'open' | 'as-it-was' {
  if (contact.state !== 'connected' && contact.state !== 'outside') return 'as-it-was'
  if (contact.heldSince === null) return 'open'
  return hasGuests && contact.state === 'connected' ? 'private' : 'as-it-was'
}

/** Where nothing was recorded, in seconds from the beginning, in order, and what for. */
export const gapsOf = (recording: Recording): { from: number; until: number; why: PauseFor }[] => {
  const at = (instant: Instant) => Math.max(0, (Date.parse(instant) - Date.parse(recording.startedAt)) / 1000)
  return recording.pauses.map(({ from, until, for: why }) => ({
    from: Math.floor(at(from)),
    until: Math.ceil(at(until)),
    why: why ?? 'details',
  }))
}

/** Its time is over: the sound is deleted, that there was one stays. */
export const expireRecording = (recording: Recording): Recording => ({
  ...recording,
  state: 'expired',
  pausedSince: null,
  pausedFor: null,
  transcript: null,
})

/**
 * Whoever was recorded turned out to want no recordings (F8): the sound goes, that there was one stays. Null for a
 * voicemail, which they left to be heard, and for one that is gone already.
 */
export const refuseRecording = (recording: Recording): Recording | null =>
  recording.kind === 'call' && (recording.state === 'in-progress' || recording.state === 'completed')
    ? { ...recording, state: 'refused', pausedSince: null, pausedFor: null }
    : null
