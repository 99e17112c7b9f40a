/** A caller's telephone as Twilio would speak for it: signed webhooks, each URL taken from the TwiML before it. */
import twilio from 'twilio'
import { simulatorCredentials } from '../../server/config.ts'
import { serviceLine } from '../adapters/twilio-fixture.ts'
import type { RunningApp } from './running-app.ts'

const publicUrl = 'http://branchline.test'

/** Posts a signed form and gives back the TwiML. */
export const postWebhook = async (
  running: RunningApp,
  path: string,
  fields: Record<string, string>,
): Promise<string> => {
  const signature = twilio.getExpectedTwilioSignature(
    simulatorCredentials.TWILIO_AUTH_TOKEN,
    publicUrl + path,
    fields,
  )
  const response = await fetch(running.url() + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    },
    body: new URLSearchParams(fields),
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`)
  return text
}

const attribute = (twiml: string, verb: string, name: string): string => {
  const value = new RegExp(`<${verb}[^>]* ${name}="([^"]*)"`).exec(twiml)?.[1]
  if (value === undefined) throw new Error(`No ${verb} with ${name} in ${twiml}`)
  return value.replaceAll('&amp;', '&').replace(publicUrl, '')
}

/** Rings the service line and presses 1. Gives back what the telephone is told then. */
export const callsForAdvice = async (
  running: RunningApp,
  caller: { callSid: string; from: string },
): Promise<string> => {
  const fields = {
    AccountSid: simulatorCredentials.TWILIO_ACCOUNT_SID,
    ApiVersion: '2010-04-01',
    CallSid: caller.callSid,
    CallStatus: 'in-progress',
    Direction: 'inbound',
    From: caller.from,
    To: serviceLine,
  }
  const menu = await postWebhook(running, '/twilio/voice', fields)
  return postWebhook(running, attribute(menu, 'Gather', 'action'), { ...fields, Digits: '1' })
}
