import { finishCall } from '../calls/call-status.ts'
import { placeOutboundCall } from '../calls/place-outbound.ts'
import { announceTo } from '../conference/announcing.ts'
import type { Conference, Participant } from '../conference/conference.ts'
import { tellConference } from '../conference/conference-events.ts'
import { conferenceNamed, exitConference, placeInRoom } from '../conference/joining.ts'
import { rfc2822 } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import { notFound } from './api-error.ts'
import { findConference } from './conferences.ts'
import { pageOf } from './paging.ts'
import { booleanParam, callbackParams, methodParam, numberParam, urlParam } from './params.ts'
import { conferenceDocument } from './participant-document.ts'
import { checkCallerId, checkCallTo } from './phone-numbers.ts'
import { created, noContent, ok, type RestRequest, type Route } from './route.ts'

const participantJson = (exchange: Exchange, conference: Conference, participant: Participant) => ({
  account_sid: exchange.account.accountSid,
  call_sid: participant.call.sid,
  call_sid_to_coach: participant.callSidToCoach,
  coaching: participant.coaching,
  conference_sid: conference.sid,
  date_created: rfc2822(participant.joinedAt),
  date_updated: rfc2822(participant.updatedAt),
  end_conference_on_exit: participant.endConferenceOnExit,
  hold: participant.hold,
  label: participant.label,
  muted: participant.muted,
  queue_time: null,
  start_conference_on_enter: participant.startConferenceOnEnter,
  status: 'connected',
  uri: `/2010-04-01/Accounts/${exchange.account.accountSid}/Conferences/${conference.sid}/Participants/${participant.call.sid}.json`,
})

/** By CallSid or by label. */
function findParticipant(request: RestRequest, conference: Conference): Participant {
  const wanted = request.at('call')
  const found =
    conference.participants.get(wanted) ??
    [...conference.participants.values()].find((one) => one.label === wanted)
  if (!found) throw notFound(request.fullPath)
  return found
}

function listParticipants(request: RestRequest) {
  const { exchange, params } = request
  const conference = findConference(request)
  const muted = booleanParam(params, 'Muted')
  const hold = booleanParam(params, 'Hold')
  const coaching = booleanParam(params, 'Coaching')
  const shown = [...conference.participants.values()]
    .filter((one) => muted === undefined || one.muted === muted)
    .filter((one) => hold === undefined || one.hold === hold)
    .filter((one) => coaching === undefined || one.coaching === coaching)
    .map((one) => participantJson(exchange, conference, one))
  return ok(pageOf(shown, { key: 'participants', path: request.fullPath, params }))
}

/** Rings somebody into the conference, which is made when no open one has this SID or name. */
function createParticipant(request: RestRequest) {
  const { exchange, params } = request
  const to = checkCallTo(params.one('To'))
  const from = checkCallerId(exchange, params.one('From'), to)
  const named = request.at('sid')
  const conference = exchange.conferences.get(named) ?? conferenceNamed(exchange, named)
  if (conference.status === 'completed') throw notFound(request.fullPath)
  if (conference.participants.size === 0) {
    conference.statusCallback ??= callbackParams(params, 'ConferenceStatusCallback', ['start', 'end'])
  }
  if (booleanParam(params, 'ConferenceRecord') || params.one('ConferenceRecord') === 'record-from-start') {
    conference.recordFromStart ??= {
      callback: callbackParams(params, 'ConferenceRecordingStatusCallback', ['completed']),
    }
  }
  const call = placeOutboundCall(exchange, {
    call: { from, to, statusCallback: callbackParams(params, 'StatusCallback', ['completed']) },
    instructions: { twiml: conferenceDocument(conference.friendlyName, params) },
    timeoutSeconds: numberParam(params, 'Timeout', { fallback: 60, low: 5, high: 600 }),
  })
  const now = new Date()
  return created({
    ...participantJson(exchange, conference, {
      call,
      label: params.one('Label') ?? null,
      muted: booleanParam(params, 'Muted') ?? false,
      hold: false,
      coaching: booleanParam(params, 'Coaching') ?? false,
      callSidToCoach: params.one('CallSidToCoach') ?? null,
      startConferenceOnEnter: booleanParam(params, 'StartConferenceOnEnter') ?? true,
      endConferenceOnExit: booleanParam(params, 'EndConferenceOnExit') ?? false,
      joinedAt: now,
      updatedAt: now,
      privateSound: null,
      holdSource: null,
      waitSource: 'default',
      release: () => undefined,
    }),
    status: 'queued',
  })
}

function updateParticipant(request: RestRequest) {
  const { exchange, params } = request
  const conference = findConference(request)
  const participant = findParticipant(request, conference)
  const wanted = {
    muted: booleanParam(params, 'Muted') ?? participant.muted,
    hold: booleanParam(params, 'Hold') ?? participant.hold,
    coaching: booleanParam(params, 'Coaching') ?? participant.coaching,
    callSidToCoach: params.one('CallSidToCoach') ?? participant.callSidToCoach,
    endConferenceOnExit: booleanParam(params, 'EndConferenceOnExit') ?? participant.endConferenceOnExit,
  }
  const holdUrl = urlParam(params, 'HoldUrl')
  if (holdUrl) participant.holdSource = { url: holdUrl, method: methodParam(params, 'HoldMethod') }
  const announceUrl = urlParam(params, 'AnnounceUrl')
  if (wanted.callSidToCoach && wanted.coaching && !conference.participants.has(wanted.callSidToCoach)) {
    throw notFound(request.fullPath)
  }
  const before = { ...participant }
  Object.assign(participant, wanted)
  participant.updatedAt = new Date()
  const changedHold = before.hold !== participant.hold
  const changedCoach =
    before.coaching !== participant.coaching || before.callSidToCoach !== participant.callSidToCoach
  const changed = changedHold || changedCoach || before.muted !== participant.muted
  if (changed) placeInRoom(exchange, conference, participant)
  if (before.muted !== participant.muted) {
    tellConference(exchange, conference, participant.muted ? 'participant-mute' : 'participant-unmute', {
      participant,
    })
  }
  if (changedHold) {
    tellConference(exchange, conference, participant.hold ? 'participant-hold' : 'participant-unhold', {
      participant,
    })
  }
  if (changedCoach || before.endConferenceOnExit !== participant.endConferenceOnExit) {
    tellConference(exchange, conference, 'participant-modify', { participant })
  }
  if (announceUrl) {
    announceTo(exchange, conference, participant, {
      url: announceUrl,
      method: methodParam(params, 'AnnounceMethod'),
    }).catch(reportFailure(exchange, participant.call.sid))
  }
  return ok(participantJson(exchange, conference, participant))
}

const one = '/Conferences/:sid/Participants/:call'

export const participantRoutes: Route[] = [
  { method: 'GET', pattern: '/Conferences/:sid/Participants', handle: listParticipants },
  { method: 'POST', pattern: '/Conferences/:sid/Participants', handle: createParticipant },
  {
    method: 'GET',
    pattern: one,
    handle: (request) => {
      const conference = findConference(request)
      return ok(participantJson(request.exchange, conference, findParticipant(request, conference)))
    },
  },
  { method: 'POST', pattern: one, handle: updateParticipant },
  {
    method: 'DELETE',
    pattern: one,
    handle: (request) => {
      const { exchange } = request
      const conference = findConference(request)
      const participant = findParticipant(request, conference)
      const { call } = participant
      exitConference(exchange, conference, participant, 'participant_updated_via_api')
      // One rung by the Participant API has no instructions to go back to.
      if (call.direction === 'outbound-api') finishCall(exchange, call, 'completed')
      return noContent
    },
  },
]
