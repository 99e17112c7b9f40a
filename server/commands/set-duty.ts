/** Who is on duty: a supervisor, with the mobile that alerts are texted to, or nobody. */
import type { Refused } from '../contract/refusals.ts'
import { canText, normaliseNumber } from '../domain/phone-number.ts'
import type { Env, Stores } from './ports.ts'

/** `number` as typed; empty keeps the one we have of the same person. */
export async function setDuty(
  stores: Stores,
  env: Env,
  input: { version: number; personId: string | null; number: string },
): Promise<{ done: true } | Refused> {
  const duty = await stores.duty.read()
  const { personId } = input
  const typed = input.number.trim()
  const kept = personId !== null && personId === duty.personId ? duty.number : null
  const number = personId === null ? null : typed === '' ? kept : normaliseNumber(typed)
  if (personId !== null) {
    const fields = [
      ...((await maySupervise(stores, personId))
        ? []
        : [{ field: 'personId', words: 'Choose a supervisor.' }]),
      ...(number !== null && canText(number)
        ? []
        : [{ field: 'number', words: 'Write a mobile number, like 07700 900123: alerts are texted to it.' }]),
    ]
    if (fields.length > 0) return { refused: 'bad-settings', fields }
  }
  if (duty.version !== input.version) return { refused: 'stale-version' }
  if (duty.personId === personId && duty.number === number) return { done: true }
  const isSaved = await stores.duty.save({
    ...duty,
    version: duty.version + 1,
    personId,
    number,
    since: env.now,
  })
  if (!isSaved) return { refused: 'stale-version' }
  await stores.events.append([{ type: 'duty.changed', personId, before: duty.personId }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

/** Whether somebody works here and supervises now: whoever left, or has other work, gets no more texts. */
export const maySupervise = async (stores: Stores, personId: string): Promise<boolean> =>
  (await stores.people.find(personId))?.leftAt === null &&
  (await stores.people.rolesOf(personId)).includes('supervisor')
