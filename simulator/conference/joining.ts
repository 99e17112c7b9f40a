import type { Call } from '../calls/call.ts'
import { setDoing } from '../calls/call-status.ts'
import { caption } from '../calls/captions.ts'
import type { Exchange } from '../core/exchange.ts'
import { createRoom } from '../media/mixer.ts'
import { startConferenceRecording } from '../recordings/conference-recording.ts'
import { stopRecording } from '../recordings/recording.ts'
import {
  type Conference,
  type ConferenceEnd,
  newConference,
  type Participant,
  type ParticipantLeft,
} from './conference.ts'
import { tellConference } from './conference-events.ts'
import { startPrivateSound, stopPrivateSound } from './private-sound.ts'

/** The conference of this name that is not over, or a new one. */
export function conferenceNamed(exchange: Exchange, friendlyName: string): Conference {
  const open = [...exchange.conferences.values()].find(
    (conference) => conference.friendlyName === friendlyName && conference.status !== 'completed',
  )
  if (open) return open
  const conference = newConference(friendlyName, createRoom())
  exchange.conferences.set(conference.sid, conference)
  return conference
}

/** Enters; the conference starts with the second party, once one of them may start it. */
export function enterConference(exchange: Exchange, conference: Conference, participant: Participant): void {
  conference.participants.set(participant.call.sid, participant)
  setDoing(exchange, participant.call, `Conference ${conference.friendlyName}`)
  tellConference(exchange, conference, 'participant-join', { participant })
  const participants = [...conference.participants.values()]
  const mayStart = participants.length > 1 && participants.some((one) => one.startConferenceOnEnter)
  if (conference.status === 'in-progress') placeInRoom(exchange, conference, participant)
  else if (!mayStart) {
    startPrivateSound(exchange, participant, participant.waitSource, {
      ConferenceSid: conference.sid,
      FriendlyName: conference.friendlyName,
    })
  } else {
    conference.status = 'in-progress'
    tellConference(exchange, conference, 'conference-start')
    for (const one of participants) placeInRoom(exchange, conference, one)
    if (conference.recordFromStart) {
      startConferenceRecording(exchange, conference, conference.recordFromStart.callback)
    }
  }
}

/** Puts a participant where their state says: among the others, or alone with the music on hold. */
export function placeInRoom(exchange: Exchange, conference: Conference, participant: Participant): void {
  const { call } = participant
  if (!call.leg || conference.status !== 'in-progress') return
  if (participant.hold) {
    conference.room.remove(call.leg.id)
    call.room = null
    startPrivateSound(exchange, participant, participant.holdSource ?? 'default', {
      ConferenceSid: conference.sid,
      FriendlyName: conference.friendlyName,
    })
    return
  }
  stopPrivateSound(participant)
  const coached = participant.coaching
    ? exchange.calls.get(participant.callSidToCoach ?? '')?.leg?.id
    : undefined
  const part = { muted: participant.muted, coaching: coached, hold: undefined }
  if (call.room === conference.room) conference.room.update(call.leg.id, part)
  else {
    conference.room.add(call.leg, part)
    call.room = conference.room
  }
}

/** Takes a participant out; ends the conference when it was the last or held it together. */
export function exitConference(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
  why: ParticipantLeft,
): void {
  if (!conference.participants.delete(participant.call.sid)) return
  stopPrivateSound(participant)
  if (participant.call.leg) conference.room.remove(participant.call.leg.id)
  participant.call.room = null
  tellConference(exchange, conference, 'participant-leave', {
    participant,
    extra: {
      ParticipantCallStatus: participant.call.hasEnded ? participant.call.status : 'in-progress',
      ReasonParticipantLeft: why,
    },
  })
  participant.release(why)
  const kicked = why === 'participant_updated_via_api'
  if (participant.endConferenceOnExit) {
    const end = `participant-with-end-conference-on-exit-${kicked ? 'kicked' : 'left'}` as const
    endConference(exchange, conference, end, participant)
  } else if (conference.participants.size === 0) {
    endConference(
      exchange,
      conference,
      kicked ? 'last-participant-kicked' : 'last-participant-left',
      participant,
    )
  }
}

/** Ends once; the ones still inside go on with what follows their Dial. */
export function endConference(
  exchange: Exchange,
  conference: Conference,
  reason: ConferenceEnd,
  endedBy: Participant | null,
): void {
  if (conference.status === 'completed') return
  conference.status = 'completed'
  conference.reasonEnded = reason
  conference.callSidEnding = endedBy?.call.sid ?? null
  const why =
    reason === 'conference-ended-via-api' ? 'conference_ended_via_api' : 'moderator_ended_conference'
  for (const participant of [...conference.participants.values()])
    exitConference(exchange, conference, participant, why)
  for (const recording of conference.recordings) stopRecording(exchange, recording)
  conference.room.close()
  tellConference(exchange, conference, 'conference-end', {
    extra: {
      ...(endedBy ? { CallSidEndingConference: endedBy.call.sid } : {}),
      ...(endedBy?.label ? { ParticipantLabelEndingConference: endedBy.label } : {}),
      ReasonConferenceEnded: reason,
      Reason: reasonInWords(reason),
    },
  })
}

const reasonInWords = (reason: ConferenceEnd): string => reason.replaceAll('-', ' ')

/** Everyone in the room who can hear it reads what one of them said. */
export function captionSpeech(exchange: Exchange, conference: Conference, speaker: Call, text: string): void {
  const from = conference.participants.get(speaker.sid)
  if (conference.status !== 'in-progress' || !from || from.muted || from.hold) return
  for (const listener of conference.participants.values()) {
    if (listener === from || listener.hold) continue
    if (from.coaching && from.callSidToCoach !== listener.call.sid) continue
    caption(exchange, listener.call, 'speech', text, speaker.from)
  }
}
