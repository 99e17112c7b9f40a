/** What data protection may ask about requests of members, and how long things are kept. */
import { z } from 'zod'

const version = z.number().int().positive()

export const openAccessRequest = z.object({
  membershipNumber: z.string().max(80),
  receivedOn: z.string().max(20),
})
export const changeAccessRequest = z.object({
  version,
  as: z.enum(['pause', 'go-on', 'extend']),
  why: z.string().max(500).default(''),
})
/** `itemIds`: one passage, or several that are all given as they are. */
export const decidePassages = z.object({
  itemIds: z.array(z.string().max(120)).min(1).max(500),
  verdict: z.enum(['give', 'redact', 'leave-out']),
  words: z.string().max(20_000).default(''),
  why: z.string().max(500).default(''),
})
export const giveAccessPack = z.object({ version })
