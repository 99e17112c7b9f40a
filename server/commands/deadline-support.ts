/** What the commands of legal dates share: working one out, and keeping it with its line of history. */

import type { z } from 'zod'
import type { Refused } from '../contract/refusals.ts'
import type { proposeDeadline } from '../contract/requests.ts'
import { conciliationTroubles } from '../domain/deadlines/conciliation.ts'
import { type Day, dayInWords } from '../domain/deadlines/day.ts'
import { type Deadline, type Decided, marginDays } from '../domain/deadlines/deadline.ts'
import {
  type AnyFacts,
  byHandRule,
  handDate,
  handTroubles,
  isByHand,
  isHandKind,
} from '../domain/deadlines/hand-date.ts'
import { factTroubles, type TribunalLimit, tribunalLimit } from '../domain/deadlines/tribunal-limit.ts'
import { ukLimitRules } from '../domain/deadlines/uk-limit-rules.ts'
import type { DomainEvent } from '../domain/events.ts'
import { dayIn } from '../domain/missed.ts'
import { tendReminder } from './deadline-reminders.ts'
import type { Env, Stores } from './ports.ts'

export type DeadlineInput = z.output<typeof proposeDeadline>

/** The calendar day in London: the law knows no instants. */
export const todayOf = (env: Pick<Env, 'now'>): Day => dayIn('Europe/London', env.now)

/** Facts with the limit they lead to (`found`: in place of those of this date), or what is wrong with them beside each field. */
export const workOut = (
  env: Env,
  input: DeadlineInput,
  found: Deadline | null = null,
): { facts: AnyFacts; worked: TribunalLimit; respondent: string } | Refused => {
  const today = todayOf(env)
  const respondent = input.respondent.trim()
  const { claim } = input
  const given = {
    nation: input.nation,
    triggers: [...new Set(input.triggers)].toSorted(),
    isTriggerCertain: input.isTriggerCertain,
    knownOn: input.knownOn,
    reason: input.reason,
    conciliations: input.conciliations,
  }
  const facts: AnyFacts = isHandKind(claim)
    ? {
        ...given,
        claim,
        isTriggerCertain: true,
        knownOn: null,
        reason: 'other',
        conciliations: [],
        source: input.source?.trim() ?? '',
      }
    : { ...given, claim }
  const fields = [
    ...(respondent === ''
      ? [{ field: 'respondent', words: 'Name the employer, or whoever else it is.' }]
      : []),
    ...(isByHand(facts)
      ? handTroubles(facts, { today, kept: found?.limitOn ?? null })
      : factTroubles(facts, today)),
    ...facts.conciliations.flatMap((one, index) =>
      conciliationTroubles(one, today).map(({ field, words }) => ({ field: `${field}-${index}`, words })),
    ),
  ]
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const worked = isByHand(facts) ? handDate(facts) : tribunalLimit(ukLimitRules, facts, { marginDays })
  return worked === null ? { refused: 'no-limit-rule' } : { facts, worked, respondent }
}

/** The date, when it is there and as the asker saw it. */
export const findDeadline = async (
  stores: Stores,
  { deadlineId, version }: { deadlineId: string; version: number },
): Promise<Deadline | Refused> => {
  const found = await stores.deadlines.find(deadlineId)
  if (!found) return { refused: 'not-found' }
  return found.version === version ? found : { refused: 'stale-version' }
}

/** Saves what was decided with a line on the case's timeline. Events name ids only. */
export const keepDeadline = async (
  stores: Stores,
  env: Env,
  decided: Decided,
  said: {
    heading: string
    body: (next: Deadline) => string
    event: (next: Deadline) => DomainEvent
    /** As it was, where the reminder goes with it. */
    before?: Deadline
  },
): Promise<{ caseId: string } | Refused> => {
  if ('refused' in decided) return { refused: decided.refused }
  const { next } = decided
  await stores.deadlines.save(next)
  if (said.before) await tendReminder(stores, env, said.before, next)
  await noteOnCase(stores, env, next, { heading: said.heading, body: said.body(next) })
  await stores.events.append([said.event(next)], { actor: env.actor, at: env.now })
  return { caseId: next.caseId }
}

export const noteOnCase = async (
  stores: Stores,
  env: Env,
  { caseId }: Deadline,
  { heading, body }: { heading: string; body: string },
): Promise<void> => {
  await stores.caseEvents.insert({
    id: env.ids.next(),
    caseId,
    kind: 'change',
    at: env.now,
    authorId: env.actor,
    clientId: null,
    heading,
    body,
    contactId: null,
  })
}

export const limitWords = ({ limit, isNotBefore, target, ruleId, steps }: TribunalLimit): string =>
  ruleId === byHandRule
    ? steps.join(' ')
    : `${isNotBefore ? 'Not before' : 'Last day'} ${dayInWords(limit)}; work to ${dayInWords(target)}. Rule ${ruleId}.`
