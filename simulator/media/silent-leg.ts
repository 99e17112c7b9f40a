import { randomUUID } from 'node:crypto'
import { concatSamples } from './frames.ts'
import { type Leg, SAMPLE_RATE } from './leg.ts'
import { createListeners, createOnce } from './listeners.ts'
import { drivePlayback, type PcmSource, type Playback } from './pcm-source.ts'
import { sharedTicker, type Ticker } from './ticker.ts'

/** A party without a wire: a scripted phone, whose mouth and ear are reached from code. */
export interface SilentLeg extends Leg {
  /** The party says this one frame now. */
  inject(frame: Int16Array): void
  /** The party says all of this, one frame per tick. */
  say(source: PcmSource): Playback
  /** The party presses one key. */
  press(digit: string): void
  /** Everything played to the party so far, or only its last `lastMs`; bounded by `rememberMs`. */
  heard(options?: { lastMs?: number }): Int16Array
  /** Forgets what was heard, so that a measurement starts clean. */
  forget(): void
  /** Told each frame played to the party. */
  onHeard(cb: (frame: Int16Array) => void): () => void
}

/** @param options.rememberMs how much of what was heard is kept; default 30 s (480 kB). */
export function createSilentLeg(
  options: { id?: string; rememberMs?: number; ticker?: Ticker } = {},
): SilentLeg {
  const { id = randomUUID(), rememberMs = 30_000, ticker = sharedTicker } = options
  const pcm = createListeners<Int16Array>()
  const digits = createListeners<string>()
  const played = createListeners<Int16Array>()
  const closed = createOnce<void>()
  const limit = (rememberMs * SAMPLE_RATE) / 1000
  let memory: Int16Array[] = []
  let remembered = 0

  let sayings = 0

  /** A mouth says one thing at a time: while something is being said, what a microphone brings is left out. */
  function inject(frame: Int16Array) {
    if (!closed.fired && sayings === 0) pcm.emit(frame)
  }

  return {
    id,
    onPcm: pcm.add,
    onDigit: digits.add,
    onHeard: played.add,
    onClosed: closed.onFired,
    inject,
    send(frame) {
      if (closed.fired) return
      memory.push(frame.slice())
      remembered += frame.length
      while (remembered > limit) remembered -= memory.shift()?.length ?? 0
      played.emit(frame)
    },
    say(source) {
      const playback = drivePlayback(source)
      sayings += 1
      const offTick = ticker.onTick(() => {
        const frame = playback.next()
        if (frame !== null && !closed.fired) pcm.emit(frame)
      })
      const offClosed = closed.onFired(() => playback.stop())
      void playback.done.then(() => {
        sayings -= 1
        offTick()
        offClosed()
      })
      return playback
    },
    press(digit) {
      if (!closed.fired) digits.emit(digit)
    },
    heard({ lastMs } = {}) {
      const all = concatSamples(memory)
      return lastMs === undefined ? all : all.slice(-Math.max(1, Math.round((lastMs * SAMPLE_RATE) / 1000)))
    },
    forget() {
      memory = []
      remembered = 0
    },
    close() {
      closed.fire()
    },
  }
}
