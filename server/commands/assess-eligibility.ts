import type { Refused } from '../contract/refusals.ts'
import { isDay } from '../domain/deadlines/day.ts'
import { decideSupport as decide, eligibility } from '../domain/eligibility/eligibility.ts'
import type { Support } from '../domain/eligibility/eligibility-rules.ts'
import { dayIn } from '../domain/missed.ts'
import type { Env, Stores } from './ports.ts'

const zone = 'Europe/London'

/** What support is open for this case, by the rule of the day it happened. Asked again when the day was another. */
export async function assessEligibility(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; happenedOn: string },
): Promise<{ caseId: string } | Refused> {
  const { caseId, personId, happenedOn } = input
  const theCase = await stores.cases.find(caseId)
  if (!theCase) return { refused: 'not-found' }
  const member = theCase.memberId === null ? null : await stores.members.find(theCase.memberId)
  if (!member) return { refused: 'nobody-on-case' }
  if (!isDay(happenedOn))
    return { refused: 'bad-settings', fields: [{ field: 'happenedOn', words: 'Write a day that exists.' }] }
  const facts = { joinedOn: member.joinedOn, happenedOn, standing: member.status }
  const found = eligibility(facts, { today: dayIn(zone, env.now) })
  if ('refused' in found) return { refused: found.refused }
  const before = await stores.eligibility.find(caseId)
  const next = {
    ...found,
    ...facts,
    id: before?.id ?? env.ids.next(),
    version: (before?.version ?? 0) + 1,
    caseId,
    memberId: member.id,
    assessedBy: personId,
    assessedAt: env.now,
    // What the branch decided was about the day as it was known then.
    decision: before?.happenedOn === happenedOn ? before.decision : null,
  }
  if (before) await stores.eligibility.save(next)
  else await stores.eligibility.insert(next)
  await stores.events.append(
    [
      {
        type: 'case.eligibility-assessed',
        caseId,
        support: next.support,
        reason: next.reason,
        ruleId: next.ruleId,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { caseId }
}

/** The branch allows more, or less, than the rule, and says why. */
export async function decideSupport(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; version: number; support: Support; why: string },
): Promise<{ caseId: string } | Refused> {
  const assessment = await stores.eligibility.find(input.caseId)
  if (!assessment) return { refused: 'not-found' }
  const decided = decide(assessment, { ...input, by: input.personId, at: env.now })
  if ('refused' in decided) return { refused: decided.refused }
  await stores.eligibility.save(decided.next)
  await stores.events.append(
    [
      {
        type: 'case.support-decided',
        caseId: input.caseId,
        personId: input.personId,
        support: input.support,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { caseId: input.caseId }
}
