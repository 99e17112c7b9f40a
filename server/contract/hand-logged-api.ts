import { z } from 'zod'
import type { CaseView } from './case-views.ts'

/** How a contact came that did not come over our lines. */
export const wayWords = {
  visit: 'Came in',
  'letter-in': 'Letter from them',
  'letter-out': 'Letter to them',
  'email-in': 'Email from them',
  'email-out': 'Email to them',
  meeting: 'Meeting',
  'other-phone': 'Call on another phone',
} as const
export type WayOfContact = keyof typeof wayWords
const ways = Object.keys(wayWords) as [WayOfContact, ...WayOfContact[]]

export const logByHand = z.object({
  /** A repeat with the same id is the same contact. */
  clientId: z.string().min(8).max(64),
  way: z.enum(ways),
  happenedAt: z.iso.datetime({ offset: true, message: 'Choose a date and time.' }),
  /** Who else was there, or who wrote it, when it was not the member. */
  withWhom: z.string().max(200),
  words: z.string().max(20_000),
})

export interface HandLoggedApi {
  'POST /api/cases/:id/contacts': { request: z.input<typeof logByHand>; response: CaseView }
}
