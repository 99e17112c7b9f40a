import { z } from 'zod'
import type { MemberView } from './member-views.ts'
import type { OverridesView } from './safe-contact-views.ts'

const number = z.object({
  isSafe: z.boolean(),
  noCalls: z.boolean(),
  noTexts: z.boolean(),
  noVoicemail: z.boolean(),
})
/** `version` 0: they said nothing before. */
export const saveSafeContact = z.object({
  version: z.number().int().min(0),
  isDiscreet: z.boolean(),
  notAtWork: z.boolean(),
  textOnly: z.boolean(),
  noVoicemail: z.boolean(),
  onlySafeNumbers: z.boolean(),
  neutralSender: z.boolean(),
  noEmployerEmail: z.boolean(),
  codeWord: z.string().max(60).nullable(),
  hours: z
    .array(
      z.object({
        weekdays: z.array(z.number().int().min(1).max(7)).max(7),
        from: z.string().max(5),
        until: z.string().max(5),
      }),
    )
    .max(10),
  numbers: z.record(z.string().max(64), number),
})

export interface SafeContactApi {
  'PUT /api/safe-contact/of/:id': { request: z.input<typeof saveSafeContact>; response: MemberView }
  'GET /api/safe-contact/overrides': { response: OverridesView }
}
