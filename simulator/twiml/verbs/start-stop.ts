import { startCallRecording } from '../../recordings/call-recording.ts'
import { stopRecording } from '../../recordings/recording.ts'
import { readCallback, recordingEvents } from '../callbacks.ts'
import { goOn, type VerbHandler } from '../context.ts'

/** Starts a recording beside the call. Transcription, Stream and Siprec are complaints: the simulator has none. */
export const start: VerbHandler = async (element, context) => {
  const { exchange, call } = context
  for (const child of element.children) {
    if (child.name !== 'Recording') {
      exchange.timeline.complain(`<Start><${child.name}> is not simulated`, {}, call.sid)
      continue
    }
    startCallRecording(exchange, call, {
      source: 'StartCallRecordingAPI',
      channels: child.attributes['channels'] === 'mono' ? 1 : 2,
      callback: readCallback(child, 'recordingStatusCallback', context, {
        allowed: recordingEvents,
        fallback: ['completed'],
      }),
    })
  }
  return goOn
}

export const stop: VerbHandler = async (element, context) => {
  const { exchange, call } = context
  for (const child of element.children) {
    if (child.name !== 'Recording') continue
    for (const recording of exchange.recordings.values()) {
      if (recording.callSid === call.sid) stopRecording(exchange, recording)
    }
  }
  return goOn
}
