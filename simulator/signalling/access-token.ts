import jwt from 'jsonwebtoken'
import { z } from 'zod'

/** What an access token lets a browser do. */
export interface Claims {
  identity: string
  /** Unix seconds. */
  expiresAt: number
  mayReceive: boolean
  /** The TwiML app calls dialled by this browser run; undefined = it may not dial. */
  applicationSid: string | undefined
}

/** Why a token is refused, with the code the SDK turns into its own error (AccessTokenInvalid, …Expired). */
export interface TokenRefusal {
  code: 31204 | 31205
  message: string
}

const tokenSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  grants: z.object({
    identity: z.string().min(1),
    voice: z
      .object({
        incoming: z.object({ allow: z.boolean().optional() }).optional(),
        outgoing: z.object({ application_sid: z.string().optional() }).optional(),
      })
      .optional(),
  }),
})

/** Content type Twilio demands of an access token's header. */
const ACCESS_TOKEN_TYPE = 'twilio-fpa;v=1'

/**
 * Checks an access token (HS256, signed with an API key's secret) as Twilio would: the SDK itself never looks
 * inside. Synchronous, because the browser sends queued messages right behind the token.
 */
export function verifyAccessToken(
  token: string,
  trusted: { accountSid: string; apiKeySecret(keySid: string): string | undefined },
): Claims | TokenRefusal {
  const invalid = (message: string): TokenRefusal => ({ code: 31204, message })
  const unverified = jwt.decode(token, { complete: true })
  if (unverified === null) return invalid('the access token is not a JWT')
  if (unverified.header.cty !== ACCESS_TOKEN_TYPE)
    return invalid(`the token's cty is not ${ACCESS_TOKEN_TYPE}`)
  const read = tokenSchema.safeParse(unverified.payload)
  if (!read.success) return invalid('the access token lacks iss, sub, exp or grants.identity')
  const { iss, sub, exp, grants } = read.data
  if (sub !== trusted.accountSid) return invalid('the access token is for another account')
  const secret = trusted.apiKeySecret(iss)
  if (secret === undefined) return invalid('the access token names an unknown API key')
  try {
    jwt.verify(token, secret, { algorithms: ['HS256'] })
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError)
      return { code: 31205, message: 'the access token has expired' }
    return invalid('the access token is not signed with the secret of its API key')
  }
  if (grants.voice === undefined) return invalid('the access token has no voice grant')
  return {
    identity: grants.identity,
    expiresAt: exp,
    mayReceive: grants.voice.incoming?.allow === true,
    applicationSid: grants.voice.outgoing?.application_sid,
  }
}
