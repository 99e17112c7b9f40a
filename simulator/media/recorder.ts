import { addInto, clip, concatSamples } from './frames.ts'
import { FRAME_MS, FRAME_SAMPLES } from './leg.ts'
import type { Room } from './mixer.ts'
import { encodeWav } from './wav.ts'

export interface RecorderOptions {
  /** Two channels: `firstChannelLeg` on the first, everyone and everything else on the second. */
  channels?: 1 | 2
  firstChannelLeg?: string
}

/** What was recorded so far. */
export interface Recorder {
  /** `silence` keeps the time that passes as silence (Twilio's default), `skip` leaves it out. */
  pause(behaviour?: 'silence' | 'skip'): void
  resume(): void
  /** Length so far in milliseconds. */
  durationMs(): number
  /** Ends the recording; the WAV file (8 kHz, 16 bit). Later calls give the same file. */
  stop(): Buffer
}

/** Records what a room hears in common: voices and prompts, neither hold music nor whispers. */
export function recordRoom(room: Room, options: RecorderOptions = {}): Recorder {
  const { channels = 1, firstChannelLeg = '' } = options
  const pieces: Int16Array[] = []
  let paused: 'no' | 'silence' | 'skip' = 'no'
  let file: Buffer | undefined

  const offTap = room.tap((frame) => {
    if (paused === 'skip') return
    if (paused === 'silence') pieces.push(new Int16Array(FRAME_SAMPLES * channels))
    else if (channels === 1) pieces.push(clip(frame.sum))
    else {
      const first = frame.of(firstChannelLeg)
      const rest = frame.sum.slice()
      addInto(rest, first, -1)
      pieces.push(interleave(first, clip(rest)))
    }
  })

  return {
    pause(behaviour = 'silence') {
      paused = behaviour
    },
    resume() {
      paused = 'no'
    },
    durationMs: () => pieces.length * FRAME_MS,
    stop() {
      offTap()
      file ??= encodeWav(concatSamples(pieces), { channels })
      return file
    },
  }
}

function interleave(left: Int16Array, right: Int16Array): Int16Array {
  const both = new Int16Array(left.length * 2)
  left.forEach((sample, i) => {
    both[i * 2] = sample
    both[i * 2 + 1] = right[i] ?? 0
  })
  return both
}
