import { announceToAll } from '../conference/announcing.ts'
import type { Conference } from '../conference/conference.ts'
import { endConference } from '../conference/joining.ts'
import { rfc2822 } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import { invalidParameter, notFound } from './api-error.ts'
import { pageOf } from './paging.ts'
import { methodParam, urlParam } from './params.ts'
import { ok, type RestRequest, type Route } from './route.ts'

const conferenceJson = (exchange: Exchange, conference: Conference) => {
  const uri = `/2010-04-01/Accounts/${exchange.account.accountSid}/Conferences/${conference.sid}`
  return {
    sid: conference.sid,
    account_sid: exchange.account.accountSid,
    friendly_name: conference.friendlyName,
    status: conference.status,
    region: 'us1',
    api_version: '2010-04-01',
    reason_conference_ended: conference.reasonEnded,
    call_sid_ending_conference: conference.callSidEnding,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
  }
}

/** By SID; a friendly name works too where Twilio allows it (participants of a named conference). */
export const findConference = (request: RestRequest, name = 'sid'): Conference => {
  const wanted = request.at(name)
  const { conferences } = request.exchange
  const conference =
    conferences.get(wanted) ??
    [...conferences.values()].find((one) => one.friendlyName === wanted && one.status !== 'completed')
  if (!conference) throw notFound(request.fullPath)
  return conference
}

export const conferenceRoutes: Route[] = [
  {
    method: 'GET',
    pattern: '/Conferences',
    handle: ({ exchange, params, fullPath }) => {
      const status = params.one('Status')
      const name = params.one('FriendlyName')
      const conferences = [...exchange.conferences.values()]
        .filter((conference) => !status || conference.status === status)
        .filter((conference) => !name || conference.friendlyName === name)
        .reverse()
        .map((conference) => conferenceJson(exchange, conference))
      return ok(pageOf(conferences, { key: 'conferences', path: fullPath, params }))
    },
  },
  {
    method: 'GET',
    pattern: '/Conferences/:sid',
    handle: (request) => ok(conferenceJson(request.exchange, findConference(request))),
  },
  {
    method: 'POST',
    pattern: '/Conferences/:sid',
    handle: (request) => {
      const { exchange, params } = request
      const conference = findConference(request)
      const status = params.one('Status')
      if (status !== undefined && status !== 'completed') throw invalidParameter(`Invalid Status: ${status}`)
      if (status === 'completed') endConference(exchange, conference, 'conference-ended-via-api', null)
      const announceUrl = urlParam(params, 'AnnounceUrl')
      if (announceUrl && conference.status !== 'completed') {
        announceToAll(exchange, conference, {
          url: announceUrl,
          method: methodParam(params, 'AnnounceMethod'),
        })
      }
      return ok(conferenceJson(exchange, conference))
    },
  },
]
