import { toFrames } from './frames.ts'
import type { Leg } from './leg.ts'
import { sharedTicker, type Ticker } from './ticker.ts'

/** Something that can be played: asked for one 20 ms frame per tick, `null` once it has ended. */
export interface PcmSource {
  next(): Int16Array | null
}

/** A playing source. `done` never rejects; `stop` may come late or twice. */
export interface Playback {
  readonly done: Promise<'finished' | 'stopped'>
  stop(): void
}

/**
 * Plays samples (8 kHz mono) from the start.
 * @param options.times how often in all; `Infinity` for music that never ends. Default 1.
 */
export function sourceOf(samples: Int16Array, options: { times?: number } = {}): PcmSource {
  const frames = toFrames(samples)
  let roundsLeft = frames.length === 0 ? 0 : (options.times ?? 1)
  let at = 0
  return {
    next() {
      if (at === frames.length) {
        roundsLeft -= 1
        at = 0
      }
      if (roundsLeft <= 0) return null
      at += 1
      return frames[at - 1] ?? null
    },
  }
}

/** A playback together with the frame-by-frame side that a room or `playTo` drives. */
export interface DrivenPlayback extends Playback {
  next(): Int16Array | null
}

/** Wraps a source so that its end, by itself or by `stop`, settles `done` exactly once. */
export function drivePlayback(source: PcmSource): DrivenPlayback {
  let settle: (how: 'finished' | 'stopped') => void = () => undefined
  let ended = false
  const done = new Promise<'finished' | 'stopped'>((resolve) => {
    settle = resolve
  })
  return {
    done,
    stop() {
      ended = true
      settle('stopped')
    },
    next() {
      const frame = ended ? null : source.next()
      if (frame === null && !ended) {
        ended = true
        settle('finished')
      }
      return frame
    },
  }
}

/**
 * Plays to a party who is in no room: prompts, music on hold, tones. The leg's closing stops it.
 * Play one thing at a time to a leg; a room's mixing is what puts sounds on top of each other.
 */
export function playTo(leg: Leg, source: PcmSource, ticker: Ticker = sharedTicker): Playback {
  const playback = drivePlayback(source)
  const offTick = ticker.onTick(() => {
    const frame = playback.next()
    if (frame === null) offTick()
    else leg.send(frame)
  })
  const offClosed = leg.onClosed(() => playback.stop())
  void playback.done.then(() => {
    offTick()
    offClosed()
  })
  return playback
}
