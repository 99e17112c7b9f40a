import { SAMPLE_RATE } from './leg.ts'
import { type PcmSource, sourceOf } from './pcm-source.ts'

/** A pure tone. @param level peak as share of full scale, 0-1. */
export function generateTone(options: { hertz: number; ms: number; level?: number }): Int16Array {
  const { hertz, ms, level = 0.4 } = options
  const samples = new Int16Array(Math.round((ms * SAMPLE_RATE) / 1000))
  for (let i = 0; i < samples.length; i += 1) {
    samples[i] = Math.round(Math.sin((2 * Math.PI * hertz * i) / SAMPLE_RATE) * level * 32767)
  }
  return samples
}

/**
 * How much of one frequency there is: the peak level of that tone as share of full scale (0-1), by Goertzel's
 * algorithm. Best over a stretch of at least 100 ms, which tells tones 10 Hz apart.
 */
export function toneLevel(samples: Int16Array, hertz: number): number {
  if (samples.length === 0) return 0
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / SAMPLE_RATE)
  let previous = 0
  let beforeThat = 0
  for (const sample of samples) {
    const current = sample / 32768 + coefficient * previous - beforeThat
    beforeThat = previous
    previous = current
  }
  const power = previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length
}

/** Whether this tone is the main thing heard: loud enough (1 %) and at least half of the whole signal's energy. */
export function hasTone(samples: Int16Array, hertz: number): boolean {
  const level = toneLevel(samples, hertz)
  if (level < 0.01) return false
  let energy = 0
  for (const sample of samples) energy += (sample / 32768) ** 2
  const meanPower = energy / samples.length
  return (level * level) / 2 >= 0.5 * meanPower
}

/** Notes of the hold music, in hertz: an unhurried broken chord of our own, so nobody's copyright. */
const HOLD_NOTES = [262, 330, 392, 523, 392, 330, 294, 349, 440, 587, 440, 349] as const
const NOTE_MS = 400

/** Soft music for people on hold; never ends. Every note swells and fades, so that it does not click. */
export function holdMusic(): PcmSource {
  const noteLength = (NOTE_MS * SAMPLE_RATE) / 1000
  const tune = new Int16Array(noteLength * HOLD_NOTES.length)
  HOLD_NOTES.forEach((hertz, note) => {
    const tone = generateTone({ hertz, ms: NOTE_MS, level: 0.2 })
    tone.forEach((sample, i) => {
      tune[note * noteLength + i] = Math.round(sample * Math.sin((Math.PI * i) / noteLength))
    })
  })
  return sourceOf(tune, { times: Number.POSITIVE_INFINITY })
}

/** Whether these samples are our hold music: some 400 ms window is one of its notes, cleanly. */
export function isHoldMusic(samples: Int16Array): boolean {
  const window = (NOTE_MS * SAMPLE_RATE) / 2000
  for (let at = 0; at + window <= samples.length; at += window) {
    const part = samples.subarray(at, at + window)
    if (HOLD_NOTES.some((hertz) => hasTone(part, hertz))) return true
  }
  return false
}

/** The UK ringing tone (400 + 450 Hz; 0.4 s on, 0.2 s off, 0.4 s on, 2 s off), once. ITU-T E.180 Supplement 2. */
export function ringingTone(): Int16Array {
  const burst = generateTone({ hertz: 400, ms: 400, level: 0.15 })
  generateTone({ hertz: 450, ms: 400, level: 0.15 }).forEach(
    (sample, i) => (burst[i] = (burst[i] ?? 0) + sample),
  )
  const cycle = new Int16Array(3 * SAMPLE_RATE)
  cycle.set(burst, 0)
  cycle.set(burst, 0.6 * SAMPLE_RATE)
  return cycle
}
