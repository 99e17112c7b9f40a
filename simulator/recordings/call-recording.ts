import type { Call } from '../calls/call.ts'
import type { Exchange } from '../core/exchange.ts'
import { concatSamples } from '../media/frames.ts'
import type { Room } from '../media/mixer.ts'
import { recordRoom } from '../media/recorder.ts'
import { encodeWav } from '../media/wav.ts'
import { type Recording, startRecording, stopRecording, type Tape } from './recording.ts'

/** Records what one party says (a message after the tone), and nothing while paused. */
export function tapeOfVoice(call: Call): Tape & { heardAnything(): boolean } {
  const frames: Int16Array[] = []
  const startedAt = Date.now()
  let isPaused = false
  const stopListening = call.leg?.onPcm((frame) => {
    if (!isPaused) frames.push(frame)
  })
  return {
    pause: () => {
      isPaused = true
    },
    resume: () => {
      isPaused = false
    },
    durationMs: () => Math.max(frames.length * 20, Date.now() - startedAt),
    heardAnything: () => frames.length > 0,
    stop: () => {
      stopListening?.()
      // A scripted caller at fast pace makes no sound: the file is then as long as the time that passed.
      const silence = new Int16Array(frames.length > 0 ? 0 : Math.round((Date.now() - startedAt) * 8))
      return encodeWav(frames.length > 0 ? concatSamples(frames) : silence)
    },
  }
}

/** Records a call by REST, Start or Dial: the bridged room when there is one, else the caller's own voice. */
export function startCallRecording(
  exchange: Exchange,
  call: Call,
  options: Pick<Recording, 'source' | 'channels' | 'callback'> & { room?: Room | null },
): Recording {
  const room = options.room ?? call.room
  const { channels } = options
  const tape = room
    ? recordRoom(room, { channels, ...(call.leg ? { firstChannelLeg: call.leg.id } : {}) })
    : tapeOfVoice(call)
  const recording = startRecording(exchange, {
    callSid: call.sid,
    conferenceSid: null,
    source: options.source,
    channels: room ? channels : 1,
    callback: options.callback,
    tape,
  })
  call.endListeners.add(() => stopRecording(exchange, recording))
  return recording
}
