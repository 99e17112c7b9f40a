/** Louder than a breath or a key press, as the meter of `microphone.ts` counts (0 to 1). */
const speechLevel = 0.12
/** This many loud samples in a row begin it: at ten a second nearly half a second of speech, no cough. */
const needed = 4
/** It ends after this long without any. */
const quietMs = 3_000

/** Tells from one loudness after another whether somebody is speaking. */
export const createSpeechSense = () => {
  let loud = 0
  let lastLoudAt = Number.NEGATIVE_INFINITY
  let isSpeaking = false
  return (level: number, now: number): boolean => {
    loud = level >= speechLevel ? loud + 1 : 0
    if (loud >= needed) isSpeaking = true
    if (loud > 0) lastLoudAt = now
    else if (now - lastLoudAt >= quietMs) isSpeaking = false
    return isSpeaking
  }
}
