import type { Participant, ParticipantLeft } from '../../conference/conference.ts'
import { captionSpeech, conferenceNamed, enterConference, exitConference } from '../../conference/joining.ts'
import { wholeSecondsBetween } from '../../core/dates.ts'
import { deferred, unlessAborted } from '../../core/waiting.ts'
import { absoluteUrl, flag, method, oneOf, wholeNumber } from '../attributes.ts'
import { conferenceEvents, readCallback, recordingEvents } from '../callbacks.ts'
import type { Context } from '../context.ts'
import type { TwimlElement } from '../parse.ts'
import type { DialOutcome } from './dial.ts'

/** Sits in the conference until released, sent away or gone. */
export async function dialConference(
  dialElement: TwimlElement,
  element: TwimlElement,
  context: Context,
): Promise<DialOutcome> {
  const { exchange, call, signal } = context
  if (element.text === '') {
    exchange.timeline.complain('13224: <Conference> has no name', {}, call.sid)
    return { status: 'failed', facts: {} }
  }
  const conference = conferenceNamed(exchange, element.text)
  const limit = wholeNumber(element, 'maxParticipants', context, { fallback: 250, low: 2, high: 250 })
  if (conference.participants.size >= Math.min(limit, conference.maxParticipants)) {
    exchange.timeline.complain(`The conference ${element.text} is full`, {}, call.sid)
    return { status: 'failed', facts: {} }
  }
  // https://www.twilio.com/docs/voice/twiml/conference#attributes-coach (as of 2026-11)
  const coached = element.attributes['coach']
  if (coached && (conference.status !== 'in-progress' || !conference.participants.has(coached))) {
    exchange.timeline.complain(
      `13240: coach names ${coached}, which is in no conference that goes on`,
      {},
      call.sid,
    )
    return { status: 'failed', facts: {} }
  }
  const statusCallback = readCallback(element, 'statusCallback', context, {
    allowed: conferenceEvents,
    fallback: ['start', 'end'],
  })
  if (conference.participants.size === 0) conference.statusCallback ??= statusCallback
  if (recordsFromStart(element, context)) {
    conference.recordFromStart ??= {
      callback: readCallback(element, 'recordingStatusCallback', context, {
        allowed: recordingEvents,
        fallback: ['completed'],
      }),
    }
  }
  const released = deferred<ParticipantLeft>()
  const participant = readParticipant(element, context, released.resolve)
  const onSpeech = (text: string) => captionSpeech(exchange, conference, call, text)
  const hangupOnStar = flag(dialElement, 'hangupOnStar', context, false)
  const onKey = (key: string) => {
    if (hangupOnStar && key === '*') exitConference(exchange, conference, participant, 'participant_hung_up')
  }
  call.speechListeners.add(onSpeech)
  call.keyListeners.add(onKey)
  enterConference(exchange, conference, participant)
  try {
    await unlessAborted(released.promise, signal)
    return {
      status: 'answered',
      facts: { DialCallDuration: String(wholeSecondsBetween(participant.joinedAt, new Date())) },
    }
  } finally {
    call.speechListeners.delete(onSpeech)
    call.keyListeners.delete(onKey)
    const why = call.hasEnded ? 'participant_hung_up' : 'participant_updated_via_api'
    exitConference(exchange, conference, participant, why)
  }
}

function recordsFromStart(element: TwimlElement, context: Context): boolean {
  const record = oneOf(element, 'record', context, {
    allowed: ['do-not-record', 'record-from-start', 'true', 'false'],
    fallback: 'do-not-record',
  })
  return record === 'record-from-start' || record === 'true'
}

function readParticipant(
  element: TwimlElement,
  context: Context,
  release: (why: ParticipantLeft) => void,
): Participant {
  const coach = element.attributes['coach'] || null
  const rawWait = element.attributes['waitUrl']
  const waitUrl = absoluteUrl(rawWait, context)
  const now = new Date()
  return {
    call: context.call,
    label: element.attributes['participantLabel'] || null,
    muted: flag(element, 'muted', context, false),
    hold: false,
    coaching: coach !== null,
    callSidToCoach: coach,
    startConferenceOnEnter: flag(element, 'startConferenceOnEnter', context, true),
    endConferenceOnExit: flag(element, 'endConferenceOnExit', context, false),
    joinedAt: now,
    updatedAt: now,
    privateSound: null,
    holdSource: null,
    waitSource: waitUrl
      ? { url: waitUrl, method: method(element, 'waitMethod', context) }
      : rawWait === ''
        ? 'silence'
        : 'default',
    release,
  }
}
