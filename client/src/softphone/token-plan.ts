/** An access token is renewed this long before it ends: the SDK's own warning comes once per connection only. */
export const renewBeforeMs = 60_000
/** How soon to look again when a call forbids renewing now, and how often to try when renewing fails. */
export const lookAgainMs = 10_000

export type TokenPlan = { do: 'renew' } | { do: 'wait'; ms: number }

/**
 * When to ask for the next token. Never while a call rings or lasts, because renewing then can cost a second or two
 * of sound (seen in twilio-voice.js discussions, 2026-11-22), unless the present token has already ended.
 * At exactly `expiresAt` it has ended.
 */
export const tokenPlan = ({
  expiresAt,
  now,
  busy,
}: {
  expiresAt: number
  now: number
  busy: boolean
}): TokenPlan => {
  if (now >= expiresAt) return { do: 'renew' }
  const dueIn = expiresAt - renewBeforeMs - now
  if (dueIn > 0) return { do: 'wait', ms: dueIn }
  if (!busy) return { do: 'renew' }
  return { do: 'wait', ms: Math.min(lookAgainMs, expiresAt - now) }
}
