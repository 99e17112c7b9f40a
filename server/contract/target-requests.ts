/** What a console may ask about service targets, tasks, and who watches over cases. */
import { z } from 'zod'

const version = z.number().int().positive()
const id = z.string().min(1).max(64)
const instant = z.iso.datetime({ message: 'Choose a date and time.' })

export const startTarget = z.object({ what: z.string().max(500), minutes: z.number() })
export const targetVersion = z.object({ version })
export const pauseTarget = z.object({ version, why: z.string().max(500) })
export const setCaseWatch = z.object({
  version,
  leadId: id.nullable(),
  officialId: id.nullable(),
  opens: z.string().max(20),
  closes: z.string().max(20),
  division: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
  stepMinutes: z.number(),
})
export const releaseCase = z.object({ version, why: z.string().max(500) })
export const changeTask = z.object({
  what: z.string().max(500),
  dueAt: instant,
  ownerId: id.nullable(),
  remindAt: instant.nullable(),
  checklist: z.array(z.object({ words: z.string().max(1_000), isDone: z.boolean() })).max(100),
  why: z.string().max(500).default(''),
})
