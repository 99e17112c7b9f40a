import { isRefused, type Refused } from '../contract/refusals.ts'
import { rework } from '../domain/deadlines/deadline.ts'
import { type DeadlineInput, findDeadline, keepDeadline, limitWords, workOut } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Other facts of a legal date, such as a certificate: a proposal is worked out anew at once; on a confirmed one the change
 * takes a reason and waits for a second person, and until then the confirmed date stands.
 */
export async function changeDeadline(
  stores: Stores,
  env: Env,
  input: { deadlineId: string; version: number; personId: string; why: string } & DeadlineInput,
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  const given = workOut(env, input, found)
  if (isRefused(given)) return given
  const decided = rework(found, { ...given, why: input.why, by: input.personId, at: env.now })
  const waits = found.state === 'confirmed'
  return keepDeadline(stores, env, decided, {
    before: found,
    heading: waits ? 'Change of a legal date asked for' : 'Legal date changed',
    body: () => `${limitWords(given.worked)}${waits ? ` Why: ${input.why.trim()}` : ''}`,
    event: ({ id, caseId }) => ({ type: 'deadline.changed', caseId, deadlineId: id, waits }),
  })
}
