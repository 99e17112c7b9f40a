import type { Refused } from '../contract/refusals.ts'
import { followUpTroubles, reworked } from '../domain/follow-up.ts'
import type { ChecklistItem } from '../domain/records.ts'
import { mayOwn, refreshNextStep } from './case-support.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'
import { mayBeGiven } from './seal-case.ts'

/** Another owner, day, reminder or list. Moving what is overdue takes a reason, and all of it stands on the case. */
export async function changeFollowUp(
  stores: Stores,
  env: Env,
  input: {
    followUpId: string
    what: string
    dueAt: string
    ownerId: string | null
    remindAt: string | null
    checklist: ChecklistItem[]
    why: string
  },
): Promise<{ caseId: string } | Refused> {
  const found = await stores.followUps.find(input.followUpId)
  if (!found) return { refused: 'not-found' }
  if (found.doneAt !== null)
    return { refused: 'nothing-to-undo', detail: 'This is done. Take that back first.' }
  const wanted = {
    ...input,
    dueAt: new Date(input.dueAt).toISOString(),
    remindAt: input.remindAt === null ? null : new Date(input.remindAt).toISOString(),
  }
  const fields = [
    ...followUpTroubles(wanted, found, env.now),
    ...(input.ownerId === null || (await mayOwn(stores, input.ownerId))
      ? []
      : [{ field: 'ownerId', words: 'Choose somebody who works here.' }]),
  ]
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (input.ownerId !== null && !(await mayBeGiven(stores, found.caseId, input.ownerId)))
    return { refused: 'conflict-of-interest' }
  const next = reworked(found, wanted)
  await stores.followUps.save(next)
  await refreshNextStep(stores, env, found.caseId)
  if (next.dueAt !== found.dueAt || next.ownerId !== found.ownerId || next.what !== found.what)
    await noteOnCase(stores, env, {
      caseId: found.caseId,
      heading: next.dueAt === found.dueAt ? 'Follow-up changed' : 'Follow-up moved',
      body: `${next.what}${input.why.trim() === '' ? '' : `. Why: ${input.why.trim()}`}`,
    })
  await stores.events.append([{ type: 'follow-up.changed', caseId: found.caseId, followUpId: found.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId: found.caseId }
}
