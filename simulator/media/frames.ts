import { FRAME_SAMPLES } from './leg.ts'

/** One frame of silence. Shared: read only. */
export const SILENCE: Int16Array = new Int16Array(FRAME_SAMPLES)

/** Brings a sum of voices back into 16 bits by clipping, as a telephone bridge does. */
export function clip(sum: Int32Array): Int16Array {
  const frame = new Int16Array(sum.length)
  for (let i = 0; i < sum.length; i += 1) frame[i] = Math.max(-32768, Math.min(32767, sum[i] ?? 0))
  return frame
}

/** Adds a frame into a running sum; `sign` −1 takes it out again. */
export function addInto(sum: Int32Array, frame: Int16Array, sign: 1 | -1 = 1): void {
  const length = Math.min(sum.length, frame.length)
  for (let i = 0; i < length; i += 1) sum[i] = (sum[i] ?? 0) + sign * (frame[i] ?? 0)
}

/** Cuts samples into 20 ms frames; the last one is filled up with silence. */
export function toFrames(samples: Int16Array): Int16Array[] {
  const frames: Int16Array[] = []
  for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
    const part = samples.subarray(at, at + FRAME_SAMPLES)
    if (part.length === FRAME_SAMPLES) frames.push(part)
    else {
      const padded = new Int16Array(FRAME_SAMPLES)
      padded.set(part)
      frames.push(padded)
    }
  }
  return frames
}

/** Joins frames (or any pieces) into one run of samples. */
export function concatSamples(pieces: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Loudness as root mean square, 0 (silence) to 1 (full scale); speech is around 0.05-0.2. */
export function rms(samples: Int16Array): number {
  if (samples.length === 0) return 0
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return Math.sqrt(sum / samples.length) / 32768
}
