/** What a console may ask about answers for calls. */
import { z } from 'zod'
import { answerKindWords } from './knowledge-words.ts'
import { contactReasons } from './words.ts'

const version = z.number().int().positive()
const keysOf = <T extends Record<string, string>>(table: T) =>
  z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]])

export const reasonOrNone = keysOf(contactReasons).optional()
export const answerSettings = z.object({
  kind: keysOf(answerKindWords),
  title: z.string().max(500),
  reasons: z.array(keysOf(contactReasons)).max(40),
  types: z.array(z.string().max(100)).max(100),
  body: z.string().max(10_000),
  steps: z.array(z.string().max(1_000)).max(100),
  whereElse: z.string().max(1_000),
  ownerId: z.string().max(64),
  reviewOn: z.string().max(20),
})
export const changeAnswer = z.object({ version, answer: answerSettings })
export const answerVersion = z.object({ version })
