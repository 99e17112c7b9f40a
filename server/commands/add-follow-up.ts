import type { Refused } from '../contract/refusals.ts'
import { followUpTroubles } from '../domain/follow-up.ts'
import { addCaseFollowUp, mayOwn } from './case-support.ts'
import type { Env, Stores } from './ports.ts'
import { mayBeGiven } from './seal-case.ts'

/** Promises something on an open case by an instant in the future; without an owner it is the promiser's. */
export async function addFollowUp(
  stores: Stores,
  env: Env,
  input: {
    caseId: string
    personId: string
    what: string
    dueAt: string
    ownerId: string | null
    remindAt?: string | null
    checklist?: string[]
  },
): Promise<{ done: true } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (found.status === 'closed') return { refused: 'case-closed' }
  const dueAt = new Date(input.dueAt).toISOString()
  if (dueAt < env.now) return { refused: 'date-in-past' }
  const remindAt = input.remindAt ? new Date(input.remindAt).toISOString() : null
  const checklist = (input.checklist ?? []).map((words) => words.trim())
  const fields = followUpTroubles(
    {
      what: input.what,
      dueAt,
      remindAt,
      checklist: checklist.map((words) => ({ words, isDone: false })),
      why: '',
    },
    null,
    env.now,
  )
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (input.ownerId !== null && !(await mayOwn(stores, input.ownerId))) return { refused: 'not-found' }
  if (input.ownerId !== null && !(await mayBeGiven(stores, found.id, input.ownerId)))
    return { refused: 'conflict-of-interest' }
  const events = await addCaseFollowUp(stores, env, {
    caseId: found.id,
    what: input.what.trim(),
    dueAt,
    ownerId: input.ownerId ?? input.personId,
    remindAt,
    checklist,
  })
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { done: true }
}
