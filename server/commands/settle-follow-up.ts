import type { Refused } from '../contract/refusals.ts'
import { isAllTicked } from '../domain/follow-up.ts'
import { refreshNextStep } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

/** Marks a follow-up done, or takes that back. */
export async function settleFollowUp(
  stores: Stores,
  env: Env,
  input: { followUpId: string; personId: string; done: boolean },
): Promise<{ caseId: string } | Refused> {
  const found = await stores.followUps.find(input.followUpId)
  if (!found) return { refused: 'not-found' }
  if ((found.doneAt !== null) === input.done) return { caseId: found.caseId }
  if (input.done && !isAllTicked(found)) return { refused: 'checklist-open' }
  await stores.followUps.save({
    ...found,
    doneAt: input.done ? env.now : null,
    ownerId: found.ownerId ?? input.personId,
  })
  await refreshNextStep(stores, env, found.caseId)
  await stores.events.append([{ type: 'follow-up.changed', caseId: found.caseId, followUpId: found.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId: found.caseId }
}
