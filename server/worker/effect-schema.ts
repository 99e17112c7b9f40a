/** A row of the effects table → the effect it holds. The table outlives versions of this code, so it is read like any input. */
import { z } from 'zod'
import type { Effect } from '../domain/effects.ts'
import type { EffectRow } from '../domain/records.ts'

const id = z.string().min(1)
const schema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('redirect-member'),
    contactId: id,
    callSid: id,
    to: z.enum(['conference', 'queue']),
  }),
  z.object({ kind: z.literal('tell-closed'), contactId: id, callSid: id, version: z.number() }),
  z.object({
    kind: z.literal('hold-member'),
    contactId: id,
    conferenceSid: id,
    callSid: id,
    hear: z.enum(['music', 'reconnecting']),
    announce: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('set-recording'), contactId: id, recordingId: id, conferenceSid: id }),
  z.object({ kind: z.literal('stop-recording'), recordingSid: id, conferenceSid: id }),
  z.object({ kind: z.literal('delete-recording'), recordingSid: id }),
  z.object({ kind: z.literal('delete-message'), messageSid: id }),
  z.object({ kind: z.literal('delete-transcription'), transcriptionSid: id }),
  z.object({ kind: z.literal('ring-guest'), contactId: id, guestId: id }),
  z.object({
    kind: z.literal('mute-guest'),
    contactId: id,
    guestId: id,
    conferenceSid: id,
    callSid: id,
  }),
  z.object({ kind: z.literal('set-listening'), contactId: id, listeningId: id }),
  z.object({ kind: z.literal('dial-member'), contactId: id }),
  z.object({ kind: z.literal('unhold-member'), contactId: id, conferenceSid: id, callSid: id }),
  z.object({ kind: z.literal('end-conference'), contactId: id, conferenceSid: id }),
  z.object({ kind: z.literal('end-call'), contactId: id, callSid: id, conferenceSid: id.optional() }),
  z.object({ kind: z.literal('hold-together'), contactId: id }),
  z.object({ kind: z.literal('text-duty'), alertId: id, raisingId: id }),
  z.object({ kind: z.literal('text-new-duty'), personId: id }),
  z.object({ kind: z.literal('send-text'), threadId: id, messageId: id }),
  z.object({
    kind: z.literal('fetch-pictures'),
    threadId: id,
    messageId: id,
    media: z.array(z.object({ url: z.url(), contentType: z.string() })),
  }),
])

/** Throws on a row that no version of this code wrote. */
export const readEffect = ({ kind, data }: EffectRow): Effect => schema.parse({ ...data, kind })
