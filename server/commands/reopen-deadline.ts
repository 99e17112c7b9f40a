import { isRefused, type Refused } from '../contract/refusals.ts'
import { decideReopening, reopen } from '../domain/deadlines/deadline.ts'
import { permissionsOf } from '../domain/permissions.ts'
import { findDeadline, keepDeadline, limitWords } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

const ends: Record<string, string> = { met: 'met', missed: 'missed', waived: 'waived' }

/** A legal date did not end that way after all: it is live again, with why. What an officer confirmed or waived only an officer takes back; a closed case is reopened first. */
export async function reopenDeadline(
  stores: Stores,
  env: Env,
  input: { deadlineId: string; version: number; personId: string; why: string },
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  if ((await stores.cases.find(found.caseId))?.status === 'closed') return { refused: 'case-closed' }
  const may = permissionsOf(await stores.people.rolesOf(input.personId))
  const decided = reopen(found, {
    why: input.why,
    isOfficer: may.includes('confirm-deadlines'),
    by: input.personId,
    at: env.now,
  })
  return keepDeadline(stores, env, decided, {
    before: found,
    heading: 'Legal date live again',
    body: () => `It was down as ${ends[found.state] ?? found.state}. Why: ${input.why.trim()}`,
    event: ({ id, caseId }) => ({ type: 'deadline.reopened', caseId, deadlineId: id, was: found.state }),
  })
}

/** A second authorised person agrees that a confirmed date is live again, or lets it end as it had ended. */
export async function decideReopenedDeadline(
  stores: Stores,
  env: Env,
  input: { deadlineId: string; version: number; personId: string; isAccepted: boolean },
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  const decided = decideReopening(found, input.isAccepted, { by: input.personId, at: env.now })
  return keepDeadline(stores, env, decided, {
    before: found,
    heading: input.isAccepted ? 'Legal date is live: a second officer agrees' : 'Legal date ended as before',
    body: ({ state }) =>
      input.isAccepted
        ? limitWords(found.worked)
        : `Down as ${ends[state] ?? state} again. ${found.reopening?.was.why ?? ''}`.trim(),
    event: ({ id, caseId }) => ({
      type: 'deadline.reopening-decided',
      caseId,
      deadlineId: id,
      accepted: input.isAccepted,
    }),
  })
}
