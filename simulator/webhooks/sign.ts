import { createHmac } from 'node:crypto'

/**
 * X-Twilio-Signature for a form POST or a GET: base64(HMAC-SHA1(auth token, URL + every parameter's
 * name and value, sorted by name)). For GET the parameters are already in the URL.
 * Rule: https://www.twilio.com/docs/usage/webhooks/webhooks-security (as of 2026-11).
 */
export function signRequest(authToken: string, url: string, params: Record<string, string>): string {
  const signed = Object.keys(params)
    .sort()
    .reduce((text, name) => text + name + params[name], url)
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64')
}
