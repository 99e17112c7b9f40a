/**
 * Who watches over cases, and the guardian (N9): a case with a live legal date belongs to somebody who is here, always. One
 * that nobody owns, or whose owner has left, is the duty official's within a minute; without one it is the supervisor's on
 * duty, and without either the first official's.
 */
import type { Refused } from '../contract/refusals.ts'
import type { Division } from '../domain/bank-holidays.ts'
import { watchTrouble, workingWeek } from '../domain/targets/case-watch.ts'
import { addCaseFollowUp, mayOwn } from './case-support.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'
import { mayBeGiven } from './seal-case.ts'

export async function setCaseWatch(
  stores: Stores,
  env: Env,
  input: {
    version: number
    leadId: string | null
    officialId: string | null
    opens: string
    closes: string
    division: Division
    stepMinutes: number
  },
): Promise<{ done: true } | Refused> {
  const trouble = watchTrouble(input)
  const officials = await stores.caseWatch.officials()
  const fields = [
    ...(trouble === null ? [] : [trouble]),
    ...(['leadId', 'officialId'] as const)
      .filter((field) => input[field] !== null && !officials.includes(input[field]))
      .map((field) => ({ field, words: 'Choose a supervisor or an official.' })),
  ]
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const watch = await stores.caseWatch.read()
  if (watch.version !== input.version) return { refused: 'stale-version' }
  const { leadId, officialId, stepMinutes } = input
  const hours = workingWeek(input.opens, input.closes, input.division)
  const isSaved = await stores.caseWatch.save({
    ...watch,
    version: watch.version + 1,
    leadId,
    officialId,
    stepMinutes,
    hours,
  })
  if (!isSaved) return { refused: 'stale-version' }
  const { hours: hoursBefore, leadId: leadBefore, officialId: officialBefore } = watch
  await stores.events.append(
    [
      {
        type: 'watch.changed',
        before: {
          leadId: leadBefore,
          officialId: officialBefore,
          stepMinutes: watch.stepMinutes,
          hours: hoursBefore,
        },
        after: { leadId, officialId, stepMinutes, hours },
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/** Its owner gives a case up without naming another. With a live legal date the guardian finds one. */
export async function releaseCase(
  stores: Stores,
  env: Env,
  input: { caseId: string; version: number; why: string },
): Promise<{ caseId: string } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (found.status === 'closed') return { refused: 'case-closed' }
  if (found.version !== input.version) return { refused: 'stale-version' }
  if (input.why.trim() === '') return { refused: 'why-required' }
  if (found.ownerId === null) return { caseId: found.id }
  if ((await stores.seals.find(found.id)) !== null) return { refused: 'sealed-needs-owner' }
  const before = await stores.people.find(found.ownerId)
  await stores.cases.save({ ...found, ownerId: null })
  await noteOnCase(stores, env, {
    caseId: found.id,
    heading: 'Owner changed',
    body: `${before?.name ?? 'Nobody'} to nobody. Why: ${input.why.trim()}`,
  })
  await stores.events.append([{ type: 'case.changed', caseId: found.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId: found.id }
}

const guardedAtOnce = 20

/** Gives a day's work to the new owner: look at the date, and at who is to have the case. */
export async function guardCases(stores: Stores, env: Env): Promise<void> {
  const unguarded = await stores.caseWatch.unguarded(guardedAtOnce)
  if (unguarded.length === 0) return
  const { officialId } = await stores.caseWatch.read()
  const duty = await stores.duty.read()
  const candidates = [officialId, duty.personId, ...(await stores.caseWatch.officials())]
  for (const caseId of unguarded) {
    const found = await stores.cases.find(caseId)
    if (!found) continue
    const to = await firstWithout(stores, caseId, candidates)
    if (to === null) continue
    const name = (await stores.people.find(to))?.name ?? ''
    await stores.cases.save({ ...found, ownerId: to, status: found.status === 'new' ? 'open' : found.status })
    await noteOnCase(stores, env, {
      caseId,
      heading: 'A case with a legal date is never without an owner',
      body: `${name} has it from now on.`,
    })
    const told = await addCaseFollowUp(stores, env, {
      caseId,
      what: 'This case has a legal date and had no owner. Look at the date, and decide who has the case.',
      dueAt: env.now,
      ownerId: to,
    })
    await stores.events.append(
      [{ type: 'case.guarded', caseId, personId: to, before: found.ownerId }, ...told],
      { actor: env.actor, at: env.now },
    )
  }
}

/** The first who is here and not in conflict with the case. */
const firstWithout = async (
  stores: Stores,
  caseId: string,
  ids: readonly (string | null)[],
): Promise<string | null> => {
  for (const id of ids)
    if (id !== null && (await mayOwn(stores, id)) && (await mayBeGiven(stores, caseId, id))) return id
  return null
}
