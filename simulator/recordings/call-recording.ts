import type { Call } from '../calls/call.ts'
import type { Exchange } from '../core/exchange.ts'
import { concatSamples } from '../media/frames.ts'
import { SAMPLE_RATE } from '../media/leg.ts'
import type { Room } from '../media/mixer.ts'
import { recordRoom } from '../media/recorder.ts'
import { encodeWav } from '../media/wav.ts'
import { type Recording, startRecording, stopRecording, type Tape } from './recording.ts'

/** Records what one party says (a message after the tone), and nothing while paused. */
export function tapeOfVoice(exchange: Exchange, call: Call): Tape {
  const pieces: Int16Array[] = []
  const startedAt = Date.now()
  let isPaused = false
  const take = (samples: Int16Array) => {
    if (!isPaused) pieces.push(samples)
  }
  const stopListening = call.leg?.onPcm(take)
  // At fast pace words make no sound: they take their time on the tape all the same, as silence.
  const onSpeech = (text: string) => {
    if (exchange.pace.speed === 'fast') take(new Int16Array(SAMPLE_RATE * secondsToSay(text)))
  }
  call.speechListeners.add(onSpeech)
  const lengthMs = () => pieces.reduce((sum, piece) => sum + piece.length, 0) / (SAMPLE_RATE / 1000)
  return {
    pause: () => {
      isPaused = true
    },
    resume: () => {
      isPaused = false
    },
    durationMs: () => Math.max(lengthMs(), Date.now() - startedAt),
    stop: () => {
      stopListening?.()
      call.speechListeners.delete(onSpeech)
      // A line without any sound still takes the time that passed.
      const silence = Math.max(0, Date.now() - startedAt - lengthMs()) * (SAMPLE_RATE / 1000)
      return encodeWav(concatSamples([...pieces, new Int16Array(Math.round(silence))]))
    },
  }
}

const secondsToSay = (text: string) => Math.max(1, Math.round(text.length / 14))

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
    : tapeOfVoice(exchange, call)
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
