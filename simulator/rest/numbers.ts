import { rfc2822 } from '../core/dates.ts'
import type { Application, Exchange, NumberSettings } from '../core/exchange.ts'
import { notFound } from './api-error.ts'
import { pageOf } from './paging.ts'
import { urlParam } from './params.ts'
import { ok, type RestRequest, type Route } from './route.ts'

const bornAt = rfc2822(new Date(Date.UTC(2026, 0, 1)))

const numberJson = (exchange: Exchange, number: NumberSettings) => ({
  sid: number.sid,
  account_sid: exchange.account.accountSid,
  phone_number: number.phoneNumber,
  friendly_name: number.friendlyName,
  voice_url: number.voiceUrl,
  voice_method: 'POST',
  voice_fallback_url: number.voiceFallbackUrl ?? '',
  voice_fallback_method: 'POST',
  status_callback: number.statusCallback ?? '',
  status_callback_method: 'POST',
  voice_caller_id_lookup: false,
  voice_application_sid: '',
  sms_url: number.smsUrl ?? '',
  sms_method: 'POST',
  sms_fallback_url: number.smsFallbackUrl ?? '',
  sms_fallback_method: 'POST',
  sms_application_sid: '',
  capabilities: { voice: true, sms: number.smsUrl !== null, mms: false, fax: false },
  api_version: '2010-04-01',
  beta: false,
  origin: 'twilio',
  status: 'in-use',
  date_created: bornAt,
  date_updated: bornAt,
  uri: `/2010-04-01/Accounts/${exchange.account.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
})

const applicationJson = (exchange: Exchange, application: Application) => ({
  sid: application.sid,
  account_sid: exchange.account.accountSid,
  friendly_name: application.friendlyName,
  voice_url: application.voiceUrl,
  voice_method: 'POST',
  voice_fallback_url: application.voiceFallbackUrl ?? '',
  voice_fallback_method: 'POST',
  status_callback: application.statusCallback ?? '',
  status_callback_method: 'POST',
  api_version: '2010-04-01',
  date_created: bornAt,
  date_updated: bornAt,
  uri: `/2010-04-01/Accounts/${exchange.account.accountSid}/Applications/${application.sid}.json`,
})

const findNumber = (request: RestRequest): NumberSettings => {
  const number = [...request.exchange.numbers.values()].find((one) => one.sid === request.at('sid'))
  if (!number) throw notFound(request.fullPath)
  return number
}

const findApplication = (request: RestRequest): Application => {
  const application = request.exchange.applications.get(request.at('sid'))
  if (!application) throw notFound(request.fullPath)
  return application
}

export const numberRoutes: Route[] = [
  {
    method: 'GET',
    pattern: '/IncomingPhoneNumbers',
    handle: ({ exchange, params, fullPath }) => {
      const wanted = params.one('PhoneNumber')
      const numbers = [...exchange.numbers.values()]
        .filter((number) => !wanted || number.phoneNumber.includes(wanted))
        .map((number) => numberJson(exchange, number))
      return ok(pageOf(numbers, { key: 'incoming_phone_numbers', path: fullPath, params }))
    },
  },
  {
    method: 'GET',
    pattern: '/IncomingPhoneNumbers/:sid',
    handle: (request) => ok(numberJson(request.exchange, findNumber(request))),
  },
  {
    method: 'POST',
    pattern: '/IncomingPhoneNumbers/:sid',
    handle: (request) => {
      const number = findNumber(request)
      const { params } = request
      number.friendlyName = params.one('FriendlyName') ?? number.friendlyName
      number.voiceUrl = urlParam(params, 'VoiceUrl') ?? number.voiceUrl
      number.voiceFallbackUrl = urlParam(params, 'VoiceFallbackUrl') ?? number.voiceFallbackUrl
      number.statusCallback = urlParam(params, 'StatusCallback') ?? number.statusCallback
      number.smsUrl = urlParam(params, 'SmsUrl') ?? number.smsUrl
      number.smsFallbackUrl = urlParam(params, 'SmsFallbackUrl') ?? number.smsFallbackUrl
      return ok(numberJson(request.exchange, number))
    },
  },
  {
    method: 'GET',
    pattern: '/Applications',
    handle: ({ exchange, params, fullPath }) => {
      const applications = [...exchange.applications.values()].map((one) => applicationJson(exchange, one))
      return ok(pageOf(applications, { key: 'applications', path: fullPath, params }))
    },
  },
  {
    method: 'GET',
    pattern: '/Applications/:sid',
    handle: (request) => ok(applicationJson(request.exchange, findApplication(request))),
  },
  {
    method: 'POST',
    pattern: '/Applications/:sid',
    handle: (request) => {
      const application = findApplication(request)
      application.friendlyName = request.params.one('FriendlyName') ?? application.friendlyName
      application.voiceUrl = urlParam(request.params, 'VoiceUrl') ?? application.voiceUrl
      application.statusCallback = urlParam(request.params, 'StatusCallback') ?? application.statusCallback
      return ok(applicationJson(request.exchange, application))
    },
  },
]
