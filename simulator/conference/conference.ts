import type { Call } from '../calls/call.ts'
import { newSid } from '../core/sid.ts'
import type { Room } from '../media/mixer.ts'
import type { Recording } from '../recordings/recording.ts'

export type ParticipantLeft =
  | 'conference_ended_via_api'
  | 'moderator_ended_conference'
  | 'participant_updated_via_api'
  | 'participant_hung_up'

export type ConferenceEnd =
  | 'conference-ended-via-api'
  | 'last-participant-kicked'
  | 'last-participant-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'participant-with-end-conference-on-exit-left'

export type Participant = {
  call: Call
  label: string | null
  muted: boolean
  hold: boolean
  coaching: boolean
  callSidToCoach: string | null
  startConferenceOnEnter: boolean
  endConferenceOnExit: boolean
  joinedAt: Date
  updatedAt: Date
  /** Ends what only this party hears now: hold music, wait music, an announcement. */
  privateSound: AbortController | null
  /** Where the music on hold comes from; null for Twilio's own. */
  holdSource: { url: string; method: 'GET' | 'POST' } | null
  waitSource: { url: string; method: 'GET' | 'POST' } | 'default' | 'silence'
  /** Sends the participant's Dial on its way. */
  release: (why: ParticipantLeft) => void
}

export type ConferenceCallback = { url: string; method: 'GET' | 'POST'; events: ReadonlySet<string> }

export type Conference = {
  sid: string
  friendlyName: string
  status: 'init' | 'in-progress' | 'completed'
  createdAt: Date
  updatedAt: Date
  participants: Map<string, Participant>
  room: Room
  sequence: number
  /** Fixed by the first participant who joins. */
  statusCallback: ConferenceCallback | null
  recordFromStart: { callback: RecordingCallback | null } | null
  recordings: Recording[]
  maxParticipants: number
  reasonEnded: ConferenceEnd | null
  callSidEnding: string | null
}

export type RecordingCallback = { url: string; method: 'GET' | 'POST'; events: ReadonlySet<string> }

export const newConference = (friendlyName: string, room: Room): Conference => {
  const now = new Date()
  return {
    sid: newSid('CF'),
    friendlyName,
    status: 'init',
    createdAt: now,
    updatedAt: now,
    participants: new Map(),
    room,
    sequence: 0,
    statusCallback: null,
    recordFromStart: null,
    recordings: [],
    maxParticipants: 250,
    reasonEnded: null,
    callSidEnding: null,
  }
}

export const conferenceView = (conference: Conference) => ({
  sid: conference.sid,
  friendlyName: conference.friendlyName,
  status: conference.status,
  participants: [...conference.participants.values()].map((participant) => ({
    callSid: participant.call.sid,
    label: participant.label,
    muted: participant.muted,
    hold: participant.hold,
    coaching: participant.coaching,
  })),
})
