import { rfc2822 } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import { startCallRecording } from '../recordings/call-recording.ts'
import { pauseRecording, type Recording, resumeRecording, stopRecording } from '../recordings/recording.ts'
import { ApiError, invalidParameter, notFound } from './api-error.ts'
import { findCall } from './calls.ts'
import { findConference } from './conferences.ts'
import { pageOf } from './paging.ts'
import { callbackParams, dateFilter } from './params.ts'
import { created, noContent, ok, type RestReply, type RestRequest, type Route } from './route.ts'

const recordingJson = (exchange: Exchange, recording: Recording) => {
  const uri = `/2010-04-01/Accounts/${exchange.account.accountSid}/Recordings/${recording.sid}`
  return {
    sid: recording.sid,
    account_sid: exchange.account.accountSid,
    api_version: '2010-04-01',
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid,
    channels: recording.channels,
    source: recording.source,
    status: recording.status,
    duration: recording.file ? String(recording.durationSeconds) : null,
    start_time: rfc2822(recording.startedAt),
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
    media_url: `${exchange.ownUrl()}${uri}`,
    uri: `${uri}.json`,
    subresource_uris: { transcriptions: `${uri}/Transcriptions.json` },
  }
}

const findRecording = (request: RestRequest, sid = request.at('recording')): Recording => {
  const { recordings } = request.exchange
  // Twilio.CURRENT is the one running now, where a call or conference is named.
  const running = [...recordings.values()].find(
    (one) => (one.callSid === request.at('sid') || one.conferenceSid === request.at('sid')) && !one.file,
  )
  const recording = sid === 'Twilio.CURRENT' ? running : recordings.get(sid)
  if (!recording || recording.status === 'deleted') throw notFound(request.fullPath)
  return recording
}

const listOf = (request: RestRequest, belongs: (recording: Recording) => boolean): RestReply => {
  const { exchange, params, fullPath } = request
  const shown = [...exchange.recordings.values()]
    .filter((recording) => recording.status !== 'deleted' && belongs(recording))
    .reverse()
    .map((recording) => recordingJson(exchange, recording))
  return ok(pageOf(shown, { key: 'recordings', path: fullPath, params }))
}

function updateRecording(request: RestRequest): RestReply {
  const { exchange, params } = request
  const recording = findRecording(request)
  if (recording.file) throw new ApiError(400, 21220, 'Recording is not in progress')
  const status = params.one('Status')
  if (status === 'paused') {
    pauseRecording(exchange, recording, params.one('PauseBehavior') === 'skip' ? 'skip' : 'silence')
  } else if (status === 'in-progress') resumeRecording(exchange, recording)
  else if (status === 'stopped') stopRecording(exchange, recording)
  else throw invalidParameter(`Invalid Status: ${status ?? '(none)'}`)
  return ok(recordingJson(exchange, recording))
}

function deleteRecording(request: RestRequest): RestReply {
  const recording = findRecording(request)
  stopRecording(request.exchange, recording)
  recording.status = 'deleted'
  recording.file = null
  return noContent
}

/** The sound itself. `.mp3` is the same WAV: the simulator has no MP3 encoder and says so by content type. */
const mediaOf = (request: RestRequest, sid: string): RestReply => {
  const recording = findRecording(request, sid)
  if (!recording.file) throw notFound(request.fullPath)
  return { status: 200, file: recording.file, contentType: 'audio/x-wav' }
}

export const recordingRoutes: Route[] = [
  {
    method: 'GET',
    pattern: '/Recordings',
    handle: (request) => {
      const call = request.params.one('CallSid')
      const conference = request.params.one('ConferenceSid')
      const isWanted = dateFilter(request.params, 'DateCreated')
      return listOf(
        request,
        (one) =>
          (!call || one.callSid === call) &&
          (!conference || one.conferenceSid === conference) &&
          isWanted(one.startedAt),
      )
    },
  },
  {
    method: 'GET',
    pattern: '/Recordings/:recording',
    handle: (request) => {
      const [sid = '', extension] = request.at('recording').split('.')
      const asksForJson = extension === undefined && request.fullPath.endsWith('.json')
      return asksForJson
        ? ok(recordingJson(request.exchange, findRecording(request, sid)))
        : mediaOf(request, sid)
    },
  },
  { method: 'DELETE', pattern: '/Recordings/:recording', handle: deleteRecording },
  {
    method: 'GET',
    pattern: '/Calls/:sid/Recordings',
    handle: (request) => {
      const { sid } = findCall(request)
      return listOf(request, (recording) => recording.callSid === sid)
    },
  },
  {
    method: 'POST',
    pattern: '/Calls/:sid/Recordings',
    handle: (request) => {
      const { exchange, params } = request
      const call = findCall(request)
      if (call.status !== 'in-progress')
        throw new ApiError(400, 21220, 'Requested resource is not eligible for recording')
      const recording = startCallRecording(exchange, call, {
        source: 'StartCallRecordingAPI',
        channels: params.one('RecordingChannels') === 'dual' ? 2 : 1,
        callback: callbackParams(params, 'RecordingStatusCallback', ['completed']),
      })
      return created(recordingJson(exchange, recording))
    },
  },
  {
    method: 'GET',
    pattern: '/Calls/:sid/Recordings/:recording',
    handle: (request) => ok(recordingJson(request.exchange, findRecording(request))),
  },
  { method: 'POST', pattern: '/Calls/:sid/Recordings/:recording', handle: updateRecording },
  { method: 'DELETE', pattern: '/Calls/:sid/Recordings/:recording', handle: deleteRecording },
  {
    method: 'GET',
    pattern: '/Conferences/:sid/Recordings',
    handle: (request) => {
      const { sid } = findConference(request)
      return listOf(request, (recording) => recording.conferenceSid === sid)
    },
  },
  {
    method: 'GET',
    pattern: '/Conferences/:sid/Recordings/:recording',
    handle: (request) => ok(recordingJson(request.exchange, findRecording(request))),
  },
  { method: 'POST', pattern: '/Conferences/:sid/Recordings/:recording', handle: updateRecording },
  { method: 'DELETE', pattern: '/Conferences/:sid/Recordings/:recording', handle: deleteRecording },
]
