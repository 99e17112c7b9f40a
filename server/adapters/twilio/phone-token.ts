/**
 * The softphone's access token: who may ring and call as this person, for an hour. It cannot be called back singly, so it
 * is short; the softphone asks for the next one in time. https://www.twilio.com/docs/iam/access-tokens (as of 2026-11).
 */
import jsonwebtoken from 'jsonwebtoken'
import twilio from 'twilio'
import type { PhoneTokenView } from '../../contract/phone-views.ts'

const lifeSeconds = 3600

export interface PhoneTokenOptions {
  accountSid: string
  apiKeySid: string
  apiKeySecret: string
  twimlAppSid: string
  /** null: Twilio's own. */
  voiceSignallingUrl: string | null
}

/** The identity is the person's id: opaque, and what `client:<id>` says when the softphone calls. */
export const phoneTokens =
  (options: PhoneTokenOptions) =>
  (personId: string): PhoneTokenView => {
    const token = new twilio.jwt.AccessToken(options.accountSid, options.apiKeySid, options.apiKeySecret, {
      identity: personId,
      ttl: lifeSeconds,
    })
    token.addGrant(
      new twilio.jwt.AccessToken.VoiceGrant({
        incomingAllow: true,
        outgoingApplicationSid: options.twimlAppSid,
      }),
    )
    const jwt = token.toJwt()
    const claims = jsonwebtoken.decode(jwt, { json: true })
    if (claims?.exp === undefined) throw new Error('the access token has no end')
    return {
      token: jwt,
      identity: personId,
      expiresAt: new Date(claims.exp * 1000).toISOString(),
      signallingUrl: options.voiceSignallingUrl,
    }
  }
