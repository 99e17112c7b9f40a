/** What Twilio sends for a text and for a call, signed; numbers are those Ofcom keeps for drama. */
import { createHmac } from 'node:crypto'
import { simulatorCredentials } from '../../server/config.ts'

export const publicUrl = 'http://branchline.test'
const account = simulatorCredentials.TWILIO_ACCOUNT_SID

export const phoneNumber = (n: number) => `+447700900${String(n % 1000).padStart(3, '0')}`

/** 19 fields. */
export const textForm = (sid: string, from: string): Record<string, string> => ({
  ToCountry: 'GB',
  ToState: '',
  SmsMessageSid: sid,
  NumMedia: '0',
  ToCity: '',
  FromZip: '',
  SmsSid: sid,
  FromState: '',
  SmsStatus: 'received',
  FromCity: '',
  Body: 'Hello, my manager has changed my shifts again and says I cannot bring a rep to the meeting on Friday.',
  FromCountry: 'GB',
  To: '+447700900900',
  ToZip: '',
  NumSegments: '1',
  MessageSid: sid,
  AccountSid: account,
  From: from,
  ApiVersion: '2010-04-01',
})

export const callForm = (sid: string, from: string, status: string): Record<string, string> => ({
  AccountSid: account,
  ApiVersion: '2010-04-01',
  CallSid: sid,
  CallStatus: status,
  Called: '+442079460900',
  CalledCountry: 'GB',
  Caller: from,
  CallerCountry: 'GB',
  Direction: 'inbound',
  From: from,
  FromCountry: 'GB',
  To: '+442079460900',
  ToCountry: 'GB',
})

/** The whole HTTP request as bytes. */
export const signedRequest = (path: string, form: Record<string, string>): Buffer => {
  const signed = Object.keys(form)
    .sort()
    .reduce((text, name) => text + name + form[name], publicUrl + path)
  const signature = createHmac('sha1', simulatorCredentials.TWILIO_AUTH_TOKEN).update(signed).digest('base64')
  const body = new URLSearchParams(form).toString()
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: branchline.test\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\n` +
      `Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nX-Twilio-Signature: ${signature}\r\n` +
      `I-Twilio-Idempotency-Token: ${signature.slice(0, 20)}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
