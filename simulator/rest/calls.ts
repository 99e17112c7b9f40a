import { type Call, isFinal } from '../calls/call.ts'
import { finishCall } from '../calls/call-status.ts'
import type { Detection } from '../calls/detect-machine.ts'
import { placeOutboundCall } from '../calls/place-outbound.ts'
import { rfc2822, rfc2822OrNull, wholeSecondsBetween } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Source } from '../twiml/context.ts'
import { runCall } from '../twiml/run-call.ts'
import { ApiError, invalidParameter, notFound } from './api-error.ts'
import { pageOf } from './paging.ts'
import { booleanParam, callbackParams, methodParam, numberParam, type Params, urlParam } from './params.ts'
import { checkCallerId, checkCallTo } from './phone-numbers.ts'
import { created, noContent, ok, type RestRequest, type Route } from './route.ts'

export function callJson(exchange: Exchange, call: Call): Record<string, unknown> {
  const account = exchange.account.accountSid
  const uri = `/2010-04-01/Accounts/${account}/Calls/${call.sid}`
  return {
    sid: call.sid,
    account_sid: account,
    parent_call_sid: call.parent?.sid ?? null,
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    phone_number_sid: call.phoneNumberSid ?? '',
    // The REST API has no `initiated`: such a call is still `queued`.
    status: call.status === 'initiated' ? 'queued' : call.status,
    direction: call.direction,
    answered_by: null,
    api_version: '2010-04-01',
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    queue_time: '0',
    trunk_sid: '',
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    start_time: rfc2822OrNull(call.answeredAt ?? (call.direction === 'inbound' ? call.createdAt : null)),
    end_time: rfc2822OrNull(call.endedAt),
    duration: call.endedAt
      ? String(call.answeredAt ? wholeSecondsBetween(call.answeredAt, call.endedAt) : 0)
      : null,
    price: null,
    price_unit: 'USD',
    annotation: null,
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json`, notifications: `${uri}/Notifications.json` },
  }
}

export const findCall = (request: RestRequest, name = 'sid'): Call => {
  const call = request.exchange.calls.get(request.at(name))
  if (!call) throw notFound(request.fullPath)
  return call
}

/** `Url` (or `Twiml`) of a request as a source; null when neither is given. `Twiml` wins, as with Twilio. */
export function instructionsOf(params: Params): Source | null {
  const twiml = params.one('Twiml')
  if (twiml) {
    if (twiml.length > 4000) throw new ApiError(400, 21218, 'Twiml exceeds 4000 characters')
    return { twiml }
  }
  const url = urlParam(params, 'Url')
  return url ? { url, method: methodParam(params, 'Method') } : null
}

/** What the request says of answering-machine detection; null when it asks for none. */
function detectionOf(params: Params): Detection | null {
  const mode = params.one('MachineDetection')
  if (!mode || mode === 'none') return null
  if (mode !== 'Enable' && mode !== 'DetectMessageEnd')
    throw invalidParameter(`Invalid MachineDetection: ${mode}`)
  const url = urlParam(params, 'AsyncAmdStatusCallback')
  const isAsync = booleanParam(params, 'AsyncAmd') === true
  return {
    mode,
    async:
      isAsync && url
        ? {
            url,
            method: params.one('AsyncAmdStatusCallbackMethod')?.toUpperCase() === 'GET' ? 'GET' : 'POST',
          }
        : null,
  }
}

export const callRoutes: Route[] = [
  {
    method: 'POST',
    pattern: '/Calls',
    handle: ({ exchange, params }) => {
      const to = checkCallTo(params.one('To'))
      const from = checkCallerId(exchange, params.one('From'), to)
      const application = params.one('ApplicationSid')
      const known = application ? exchange.applications.get(application) : undefined
      const instructions = known ? { url: known.voiceUrl, method: 'POST' as const } : instructionsOf(params)
      if (!instructions) throw new ApiError(400, 21205, 'Url parameter is required.')
      const call = placeOutboundCall(exchange, {
        call: {
          from,
          to,
          statusCallback: callbackParams(params, 'StatusCallback', ['completed']),
          fallbackUrl: urlParam(params, 'FallbackUrl'),
        },
        instructions,
        timeoutSeconds: numberParam(params, 'Timeout', { fallback: 60, low: 1, high: 600 }),
        detection: detectionOf(params),
      })
      return created(callJson(exchange, call))
    },
  },
  {
    method: 'GET',
    pattern: '/Calls',
    handle: ({ exchange, params, fullPath }) => {
      const wanted = {
        to: params.one('To'),
        from: params.one('From'),
        status: params.one('Status'),
        parent: params.one('ParentCallSid'),
      }
      const calls = [...exchange.calls.values()]
        .filter((call) => !wanted.to || call.to === wanted.to)
        .filter((call) => !wanted.from || call.from === wanted.from)
        .filter((call) => !wanted.status || callJson(exchange, call)['status'] === wanted.status)
        .filter((call) => !wanted.parent || call.parent?.sid === wanted.parent)
        .reverse()
        .map((call) => callJson(exchange, call))
      return ok(pageOf(calls, { key: 'calls', path: fullPath, params }))
    },
  },
  {
    method: 'GET',
    pattern: '/Calls/:sid',
    handle: (request) => ok(callJson(request.exchange, findCall(request))),
  },
  { method: 'POST', pattern: '/Calls/:sid', handle: updateCall },
  {
    method: 'DELETE',
    pattern: '/Calls/:sid',
    handle: (request) => {
      const call = findCall(request)
      if (!call.hasEnded) throw new ApiError(409, 20009, 'Cannot delete a call in progress')
      request.exchange.calls.delete(call.sid)
      return noContent
    },
  },
]

function updateCall(request: RestRequest) {
  const { exchange, params } = request
  const call = findCall(request)
  const status = params.one('Status')
  const instructions = instructionsOf(params)
  if (isFinal(call.status)) {
    // Ending what has ended is no error; redirecting it is 21220.
    if (status && !instructions) return ok(callJson(exchange, call))
    throw new ApiError(400, 21220, 'Call is not in-progress. Cannot redirect.')
  }
  if (status === 'completed') finishCall(exchange, call, 'completed')
  else if (status === 'canceled') {
    if (call.status === 'in-progress') throw new ApiError(400, 21220, 'Call is in-progress. Cannot cancel.')
    finishCall(exchange, call, 'canceled')
  } else if (status) throw invalidParameter(`Invalid Status: ${status}`)
  else if (instructions) {
    if (call.status !== 'in-progress')
      throw new ApiError(400, 21220, 'Call is not in-progress. Cannot redirect.')
    call.hasOwnInstructions = true
    void runCall(exchange, call, instructions)
  }
  return ok(callJson(exchange, call))
}
