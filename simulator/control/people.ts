import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Somebody one can be on the phone page. */
export type Person = { number: string; name: string; note: string }

const peopleSchema = z.array(
  z.strictObject({ number: z.string().min(1), name: z.string().min(1), note: z.string().default('') }),
)

/** People from a JSON file; throws in words when it cannot be used. */
export function readPeople(file: string): Person[] {
  const text: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return peopleSchema.parse(text)
}
