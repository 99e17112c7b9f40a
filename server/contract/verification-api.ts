import { z } from 'zod'
import type { ContactView } from './contact-views.ts'
import { type FactWord, factWords } from './verification-words.ts'

const factKeys = Object.keys(factWords) as [FactWord, ...FactWord[]]

export const beginVerification = z.object({ memberId: z.string().min(1).max(64) })
/** `said`: what the caller said, as the agent heard it. Compared, and not kept. */
export const answerVerification = z.object({ fact: z.enum(factKeys), said: z.string().max(200) })

/** Who is calling, by contact. */
export interface VerificationApi {
  'POST /api/verification/:id': { request: z.input<typeof beginVerification>; response: ContactView }
  'POST /api/verification/:id/answer': { request: z.input<typeof answerVerification>; response: ContactView }
  'POST /api/verification/:id/rang-back': { response: ContactView }
}
