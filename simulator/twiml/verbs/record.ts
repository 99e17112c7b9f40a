import { callParams } from '../../calls/call-params.ts'
import { announce } from '../../calls/call-status.ts'
import { caption } from '../../calls/captions.ts'
import { playSource } from '../../calls/prompts.ts'
import { deferred, Interrupted, unlessAborted } from '../../core/waiting.ts'
import { rms } from '../../media/frames.ts'
import { sourceOf } from '../../media/pcm-source.ts'
import { generateTone } from '../../media/tones.ts'
import { tapeOfVoice } from '../../recordings/call-recording.ts'
import { recordingUrl, startRecording, stopRecording } from '../../recordings/recording.ts'
import { transcribe } from '../../recordings/transcription.ts'
import { absoluteUrl, flag, method, wholeNumber } from '../attributes.ts'
import { readCallback, recordingEvents } from '../callbacks.ts'
import { type Context, type VerbHandler } from '../context.ts'
import type { TwimlElement } from '../parse.ts'

/** Louder than this is speech: line noise of a quiet room stays below. */
const speechLevel = 0.01

/** Records what the caller says until a key, silence, the limit or hanging up; then the action, as after a key. */
export const record: VerbHandler = async (element, context) => {
  const { exchange, call, signal } = context
  if (flag(element, 'playBeep', context, true) && exchange.pace.speed === 'real') {
    await playSource(call, sourceOf(generateTone({ hertz: 1400, ms: 400 })), signal)
  }
  const recording = startRecording(exchange, {
    callSid: call.sid,
    conferenceSid: null,
    source: 'RecordVerb',
    channels: 1,
    callback: readCallback(element, 'recordingStatusCallback', context, {
      allowed: recordingEvents,
      fallback: ['completed'],
    }),
    tape: tapeOfVoice(exchange, call),
  })
  const action = absoluteUrl(element.attributes['action'], context) ?? context.document.url
  const facts = (digits: string) => ({
    RecordingUrl: recordingUrl(exchange, recording),
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.durationSeconds),
    Digits: digits,
  })
  const words: string[] = []
  const onWords = (text: string) => void words.push(text)
  call.speechListeners.add(onWords)
  const transcribed = () => {
    call.speechListeners.delete(onWords)
    const callback = absoluteUrl(element.attributes['transcribeCallback'], context)
    if (flag(element, 'transcribe', context, callback !== null))
      transcribe(exchange, call, recording, { words, callback })
  }
  try {
    const end = await untilSpoken(element, context)
    stopRecording(exchange, recording)
    transcribed()
    // Nothing said at all: Twilio falls through to the next verb, without asking the action URL.
    if (end.kind === 'silence' && !end.spoke) return { kind: 'continue' }
    const params = facts(end.kind === 'key' ? end.key : '')
    return { kind: 'goto', source: { url: action, method: method(element, 'method', context), params } }
  } catch (error) {
    stopRecording(exchange, recording)
    transcribed()
    if (error instanceof Interrupted && call.hasEnded) {
      exchange.webhooks.tell(`${call.sid}/record`, {
        url: action,
        method: method(element, 'method', context),
        callSid: call.sid,
        params: { ...callParams(exchange, call), ...facts('hangup') },
      })
    }
    throw error
  }
}

type End = { kind: 'key'; key: string } | { kind: 'limit' } | { kind: 'silence'; spoke: boolean }

async function untilSpoken(element: TwimlElement, context: Context): Promise<End> {
  const { exchange, call, signal } = context
  const timeout = exchange.pace.patience(wholeNumber(element, 'timeout', context, { fallback: 5, low: 1 }))
  const maxLength = exchange.pace.seconds(
    wholeNumber(element, 'maxLength', context, { fallback: 3600, low: 1 }),
  )
  const finishOnKey = element.attributes['finishOnKey'] ?? '1234567890*#'
  const result = deferred<End>()
  let spoke = false
  let silence: NodeJS.Timeout | undefined
  const restartSilence = () => {
    clearTimeout(silence)
    silence = setTimeout(() => result.resolve({ kind: 'silence', spoke }), timeout)
  }
  const onSpeech = () => {
    spoke = true
    restartSilence()
  }
  const onKey = (key: string) => {
    if (finishOnKey.includes(key)) result.resolve({ kind: 'key', key })
  }
  const limit = setTimeout(() => result.resolve({ kind: 'limit' }), maxLength)
  const stopListening = call.leg?.onPcm((frame) => {
    if (rms(frame) > speechLevel) onSpeech()
  })
  call.keyListeners.add(onKey)
  call.speechListeners.add(onSpeech)
  restartSilence()
  call.turns += 1
  // Whoever waits for the tone may speak now.
  if (flag(element, 'playBeep', context, true)) caption(exchange, call, 'play', 'beep')
  announce(exchange, call)
  try {
    return await unlessAborted(result.promise, signal)
  } finally {
    call.turns -= 1
    clearTimeout(silence)
    clearTimeout(limit)
    stopListening?.()
    call.keyListeners.delete(onKey)
    call.speechListeners.delete(onSpeech)
  }
}
