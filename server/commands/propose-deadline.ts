import { claimWords } from '../contract/deadline-words.ts'
import { isRefused, type Refused } from '../contract/refusals.ts'
import { dayInWords } from '../domain/deadlines/day.ts'
import { type Deadline, propose } from '../domain/deadlines/deadline.ts'
import { isByHand } from '../domain/deadlines/hand-date.ts'
import { mayOwn } from './case-support.ts'
import { addReminder, usualRemindDays } from './deadline-reminders.ts'
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
  if (input.ownerId && !(await mayOwn(stores, input.ownerId)))
    return { refused: 'bad-settings', fields: [{ field: 'ownerId', words: 'They no longer work here.' }] }
  const deadline = propose({
    id: env.ids.next(),
    caseId: found.id,
    by: input.personId,
    at: env.now,
    ...given,
  })
  await stores.cases.save({
    ...found,
    version: found.version + 1,
    updatedAt: env.now,
    ...(found.ownerId === null ? { ownerId: input.personId, status: 'open' as const } : {}),
  })
  const reminded = await reminder(stores, env, deadline, input, found.ownerId ?? input.personId)
  await stores.deadlines.insert({ ...deadline, taskId: reminded.taskId })
  await noteOnCase(stores, env, deadline, {
    heading: 'Legal date proposed',
    body: `${claimWords[input.claim]}, ${deadline.respondent}. ${limitWords(deadline.worked)}${found.ownerId === null ? ' The case had no owner; it belongs to whoever proposed this.' : ''}`,
  })
  await stores.events.append(
    [{ type: 'deadline.proposed', caseId: found.id, deadlineId: deadline.id }, ...reminded.events],
    { actor: env.actor, at: env.now },
  )
  return { caseId: found.id }
}

/** A date by hand reminds whoever is named, else the owner of the case. */
const reminder = async (
  stores: Stores,
  env: Env,
  deadline: Deadline,
  { ownerId, remindDays }: DeadlineInput,
  otherwise: string,
) =>
  isByHand(deadline.facts)
    ? addReminder(stores, env, deadline, {
        what: `${claimWords[deadline.facts.claim]}, ${deadline.respondent}: ${dayInWords(deadline.limitOn)}`,
        ownerId: ownerId ?? otherwise,
        remindDays: remindDays ?? usualRemindDays,
      })
    : { taskId: null, events: [] }
