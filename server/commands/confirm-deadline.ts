import { isRefused, type Refused } from '../contract/refusals.ts'
import { confirm, decideChange } from '../domain/deadlines/deadline.ts'
import { findDeadline, keepDeadline, limitWords } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

/** An authorised officer stands by the date. Who that is, is asked at the edge. */
export async function confirmDeadline(
  stores: Stores,
  env: Env,
  input: { deadlineId: string; version: number; personId: string },
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  return keepDeadline(stores, env, confirm(found, { by: input.personId, at: env.now }), {
    heading: 'Legal date confirmed',
    body: ({ worked }) => limitWords(worked),
    event: ({ id, caseId }) => ({ type: 'deadline.confirmed', caseId, deadlineId: id }),
  })
}

/** A second authorised person accepts the change of a confirmed date, or leaves it as it was. */
export async function decideDeadlineChange(
  stores: Stores,
  env: Env,
  input: { deadlineId: string; version: number; personId: string; isAccepted: boolean },
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  const decided = decideChange(found, input.isAccepted, { by: input.personId, at: env.now })
  return keepDeadline(stores, env, decided, {
    before: found,
    heading: input.isAccepted ? 'Change of a legal date accepted' : 'Legal date left as it was',
    body: ({ worked }) => limitWords(worked),
    event: ({ id, caseId }) => ({
      type: 'deadline.change-decided',
      caseId,
      deadlineId: id,
      accepted: input.isAccepted,
    }),
  })
}
