import { claimWords } from '../contract/deadline-words.ts'
import { isRefused, type Refused } from '../contract/refusals.ts'
import { propose } from '../domain/deadlines/deadline.ts'
import { type DeadlineInput, limitWords, noteOnCase, workOut } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

/** Puts a legal date on an open case, worked out from its facts. A case with a legal date has an owner: else whoever proposes it. */
export async function proposeDeadline(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string } & DeadlineInput,
): Promise<{ caseId: string } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (found.status === 'closed') return { refused: 'case-closed' }
  const given = workOut(env, input)
  if (isRefused(given)) return given
  const deadline = propose({
    id: env.ids.next(),
    caseId: found.id,
    by: input.personId,
    at: env.now,
    ...given,
  })
  await stores.deadlines.insert(deadline)
  await stores.cases.save({
    ...found,
    version: found.version + 1,
    updatedAt: env.now,
    ...(found.ownerId === null ? { ownerId: input.personId, status: 'open' as const } : {}),
  })
  await noteOnCase(stores, env, deadline, {
    heading: 'Legal date proposed',
    body: `${claimWords[input.claim]}, ${deadline.respondent}. ${limitWords(deadline.worked)}${found.ownerId === null ? ' The case had no owner; it belongs to whoever proposed this.' : ''}`,
  })
  await stores.events.append([{ type: 'deadline.proposed', caseId: found.id, deadlineId: deadline.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId: found.id }
}
