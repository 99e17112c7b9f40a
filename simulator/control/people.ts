import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Somebody one can be on the phone page. */
export type Person = { number: string; name: string; note: string }

const peopleSchema = z.array(
  z.strictObject({ number: z.string().min(1), name: z.string().min(1), note: z.string().default('') }),
)

/** Enough to try a call with, when nobody says who there is. */
export const somePeople: readonly Person[] = [
  { number: '+447700900117', name: 'A member', note: 'rings from a mobile' },
  { number: '+447700900555', name: 'Somebody unknown', note: 'is in no record' },
  { number: 'anonymous', name: 'A withheld number', note: 'shows no number' },
]

/** People from a JSON file; throws in words when it cannot be used. */
export function readPeople(file: string): Person[] {
  const text: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return peopleSchema.parse(text)
}
