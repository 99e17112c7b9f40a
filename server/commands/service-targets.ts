/** Service targets on a case: begun, paused while others must act, met; and what the clock does when nobody acts. */
import { isRefused, type Refused } from '../contract/refusals.ts'
import type { Case, FollowUp } from '../domain/records.ts'
import * as target from '../domain/targets/service-target.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import { addCaseFollowUp, mayOwn, refreshNextStep } from './case-support.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

const workingOf = async (stores: Stores): Promise<target.Working> => {
  const { hours, stepMinutes } = await stores.caseWatch.read()
  return { hours, stepMinutes, holidays: UK_BANK_HOLIDAYS }
}

const tell = (
  stores: Stores,
  env: Env,
  type: 'target.started' | 'target.paused' | 'target.resumed' | 'target.met' | 'target.stopped',
  { id, caseId }: target.ServiceTarget,
) => stores.events.append([{ type, caseId, targetId: id }], { actor: env.actor, at: env.now })

export async function startTarget(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; what: string; minutes: number },
): Promise<{ caseId: string } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (found.status === 'closed') return { refused: 'case-closed' }
  const fields = [
    ...(input.what.trim() === '' ? [{ field: 'what', words: 'Say what is promised.' }] : []),
    ...(Number.isInteger(input.minutes) &&
    input.minutes >= target.shortestMinutes &&
    input.minutes <= target.longestMinutes
      ? []
      : [{ field: 'minutes', words: 'Between 5 minutes and 20 working days.' }]),
  ]
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const decided = target.start(await workingOf(stores), {
    id: env.ids.next(),
    caseId: found.id,
    what: input.what.trim(),
    minutes: input.minutes,
    startedAt: env.now,
    startedBy: input.personId,
  })
  if ('refused' in decided) return decided
  await stores.targets.insert(decided.next)
  await noteOnCase(stores, env, {
    caseId: found.id,
    heading: 'Service target set',
    body: decided.next.what,
  })
  await tell(stores, env, 'target.started', decided.next)
  return { caseId: found.id }
}

type Pressed = { targetId: string; version: number; personId: string }
const findTarget = async (
  stores: Stores,
  { targetId, version }: Pick<Pressed, 'targetId' | 'version'>,
): Promise<target.ServiceTarget | Refused> => {
  const found = await stores.targets.find(targetId)
  if (!found) return { refused: 'not-found' }
  return found.version === version ? found : { refused: 'stale-version' }
}

export async function pauseTarget(
  stores: Stores,
  env: Env,
  input: Pressed & { why: string },
): Promise<{ caseId: string } | Refused> {
  const found = await findTarget(stores, input)
  if (isRefused(found)) return found
  const decided = target.pause(await workingOf(stores), found, { at: env.now, why: input.why })
  if ('refused' in decided) return decided
  await stores.targets.save(decided.next)
  await noteOnCase(stores, env, {
    caseId: found.caseId,
    heading: 'Service target paused',
    body: `${found.what}. Waiting: ${input.why.trim()}`,
  })
  await tell(stores, env, 'target.paused', decided.next)
  return { caseId: found.caseId }
}

export async function resumeTarget(
  stores: Stores,
  env: Env,
  input: Pressed,
): Promise<{ caseId: string } | Refused> {
  const found = await findTarget(stores, input)
  if (isRefused(found)) return found
  const decided = target.resume(await workingOf(stores), found, env.now)
  if ('refused' in decided) return decided
  await stores.targets.save(decided.next)
  await noteOnCase(stores, env, {
    caseId: found.caseId,
    heading: 'Service target goes on',
    body: found.what,
  })
  await tell(stores, env, 'target.resumed', decided.next)
  return { caseId: found.caseId }
}

export async function meetTarget(
  stores: Stores,
  env: Env,
  input: Pressed,
): Promise<{ caseId: string } | Refused> {
  const found = await findTarget(stores, input)
  if (isRefused(found)) return found
  const decided = target.settle(found, { as: 'met', at: env.now, by: input.personId })
  if ('refused' in decided) return decided
  await stores.targets.save(decided.next)
  await settleTold(stores, env, decided.next)
  const isLate = found.dueAt !== null && found.dueAt < env.now
  await noteOnCase(stores, env, {
    caseId: found.caseId,
    heading: isLate ? 'Service target met, late' : 'Service target met',
    body: found.what,
  })
  await tell(stores, env, 'target.met', decided.next)
  return { caseId: found.caseId }
}

/** The tasks that an escalation made are done with it. */
const settleTold = async (stores: Stores, env: Env, { caseId, followUpIds }: target.ServiceTarget) => {
  for (const id of followUpIds) {
    const followUp = await stores.followUps.find(id)
    if (followUp?.doneAt === null) await stores.followUps.save({ ...followUp, doneAt: env.now })
  }
  if (followUpIds.length > 0) await refreshNextStep(stores, env, caseId)
}

/** A case that waits for others pauses its clocks, one that goes on starts them again, one that is closed stops them. */
export async function followStatus(
  stores: Stores,
  env: Env,
  before: Pick<Case, 'status'>,
  after: Pick<Case, 'id' | 'status'>,
): Promise<void> {
  if (before.status === after.status) return
  const working = await workingOf(stores)
  for (const found of await stores.targets.openOfCase(after.id)) {
    const [decided, type] =
      after.status === 'closed'
        ? ([target.settle(found, { as: 'stopped', at: env.now, by: null }), 'target.stopped'] as const)
        : after.status === 'waiting'
          ? ([
              target.pause(working, found, { at: env.now, why: 'The case waits for others' }),
              'target.paused',
            ] as const)
          : before.status === 'waiting'
            ? ([target.resume(working, found, env.now), 'target.resumed'] as const)
            : ([null, null] as const)
    if (decided === null || 'refused' in decided) continue
    await stores.targets.save(decided.next)
    if (decided.next.settledAt !== null) await settleTold(stores, env, decided.next)
    await tell(stores, env, type, decided.next)
  }
}

const toldAtOnce = 20
const stepWords = { owner: 'the owner', lead: 'the lead', official: 'the duty official' } as const

/** Everything that is due and nobody acted on: the next one is told, by a task in their own work, and it is logged. */
export async function tendTargets(stores: Stores, env: Env): Promise<void> {
  const due = await stores.targets.due(env.now, toldAtOnce)
  if (due.length === 0) return
  const working = await workingOf(stores)
  const watch = await stores.caseWatch.read()
  for (const found of due) {
    let next = found
    for (;;) {
      const step = target.stepDue(next, env.now)
      if (step === null) break
      const owner = (await stores.cases.find(found.caseId))?.ownerId ?? null
      const asked = { owner, lead: watch.leadId, official: watch.officialId }[step]
      const personId = asked !== null && (await mayOwn(stores, asked)) ? asked : null
      const followUpId = personId === null ? null : await tellPerson(stores, env, next, personId)
      next = target.stepTaken(working, next, { at: env.now, followUpId })
      if (personId !== null)
        await noteOnCase(stores, env, {
          caseId: found.caseId,
          heading: `Late: ${stepWords[step]} was told`,
          body: found.what,
        })
      await stores.events.append(
        [{ type: 'target.escalated', caseId: found.caseId, targetId: found.id, to: step, personId }],
        { actor: env.actor, at: env.now },
      )
    }
    await stores.targets.save(next)
  }
}

const tellPerson = async (
  stores: Stores,
  env: Env,
  { caseId, what }: target.ServiceTarget,
  ownerId: FollowUp['ownerId'],
): Promise<string> => {
  const [event] = await addCaseFollowUp(stores, env, {
    caseId,
    what: `Late: ${what}. Act, or say what it waits for.`,
    dueAt: env.now,
    ownerId,
  })
  if (event?.type !== 'follow-up.added') throw new Error('a follow-up was expected')
  await stores.events.append([event], { actor: env.actor, at: env.now })
  return event.followUpId
}
