/** What a console may ask, parsed once at the edge. Unknown fields are dropped, not an error. */
import { z } from 'zod'
import type { ContactReason, Disposition } from './words.ts'
import { availabilities, caseStatuses, contactReasons, dispositions } from './words.ts'

const keysOf = <K extends string>(table: Record<K, string>) => z.enum(Object.keys(table) as [K, ...K[]])
const id = z.string().min(1).max(64)
const instant = z.iso.datetime({ message: 'Choose a date and time.' })
export const contactReason = keysOf<ContactReason>(contactReasons)
export const disposition = keysOf<Disposition>(dispositions)

export const signIn = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) })
export const chooseAvailability = z.object({
  choice: z.enum(availabilities),
  afterCall: z.boolean().default(false),
})
export const claimPhone = z.object({ tabId: id, takeOver: z.boolean().default(false) })
export const saveNotes = z.object({ text: z.string().max(20_000), version: z.number().int().nonnegative() })
export const finishWrapUp = z.object({
  reason: contactReason.nullable(),
  outcome: disposition.nullable(),
  nextStep: z.string().max(500).default(''),
  nextStepDue: instant.nullable().default(null),
  nextStepOwnerId: id.nullable().default(null),
  notes: z.string().max(20_000).optional(),
  /** The call was hard on the agent: others are rung first for ten minutes. Not kept. */
  wasHard: z.boolean().default(false),
  thenAvailability: z.enum(availabilities).nullable().default(null),
})
export const linkCase = z.object({ caseId: id.nullable(), newCaseTitle: z.string().max(200).optional() })
export const identifyMember = z.object({ memberId: id })
export const sendText = z.object({
  /** Made by the client; a repeat is the same message. */
  clientId: z.string().min(8).max(64),
  body: z.string().max(20_000),
  kind: z.enum(['text', 'note']),
  /** The newest message the writer had seen; null to send anyway. */
  seenMessageId: id.nullable(),
})
export const saveDraft = z.object({ text: z.string().max(20_000), kind: z.enum(['text', 'note']) })
export const addNote = z.object({ clientId: z.string().min(8).max(64), body: z.string().min(1).max(20_000) })
export const changeCase = z.object({
  version: z.number().int().nonnegative(),
  title: z.string().min(1).max(200).optional(),
  status: z.enum(caseStatuses).optional(),
  ownerId: id.optional(),
  kind: contactReason.optional(),
  outcome: z.string().max(500).optional(),
  why: z.string().max(500).optional(),
})
export const openCase = z.object({ memberId: id, title: z.string().min(1).max(200), kind: contactReason })
export const addFollowUp = z.object({
  what: z.string().min(1).max(500),
  dueAt: instant,
  ownerId: id.nullable().default(null),
})
export const textMember = z.object({
  number: z.string().min(3).max(40),
  memberId: id.nullable().default(null),
})
/** What a console sends over its socket; nothing else is listened to. */
export const heartbeat = z.object({
  tabId: id,
  registered: z.boolean(),
  microphone: z.enum(['granted', 'denied', 'unknown']),
})
export type Heartbeat = z.infer<typeof heartbeat>
/** Every topic on the screen (topics.ts); replaces what was shown before. */
export const shownTopics = z.array(z.string().max(80)).max(100)
