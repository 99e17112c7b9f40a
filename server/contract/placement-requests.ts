/** What a console may ask about who takes which queue. */
import { z } from 'zod'

export const placePerson = z.object({
  queueId: z.string().min(1).max(64),
  way: z.enum(['on', 'off']),
  until: z.enum(['end-of-day', 'time', 'taken-back']),
  time: z.string().max(20),
  why: z.string().max(1_000),
  /** What held for this person and queue when the form was opened: the id of a placement, or null. */
  seen: z.string().max(64).nullable(),
})
