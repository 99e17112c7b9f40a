import { isRefused, type Refused } from '../contract/refusals.ts'
import { settle } from '../domain/deadlines/deadline.ts'
import { permissionsOf } from '../domain/permissions.ts'
import { findDeadline, keepDeadline, todayOf } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

const headings = { met: 'Legal date met', missed: 'Legal date missed', waived: 'Legal date waived' } as const

/** Met with what was lodged, missed once the last day is over, or waived by an authorised officer: each with words that stay. */
export async function settleDeadline(
  stores: Stores,
  env: Env,
  input: {
    deadlineId: string
    version: number
    personId: string
    as: 'met' | 'missed' | 'waived'
    why: string
  },
): Promise<{ caseId: string } | Refused> {
  const found = await findDeadline(stores, input)
  if (isRefused(found)) return found
  const may = permissionsOf(await stores.people.rolesOf(input.personId))
  const decided = settle(found, {
    as: input.as,
    why: input.why,
    today: todayOf(env),
    isOfficer: may.includes('confirm-deadlines'),
    by: input.personId,
    at: env.now,
  })
  return keepDeadline(stores, env, decided, {
    before: found,
    heading: headings[input.as],
    body: ({ settledWhy }) => settledWhy ?? '',
    event: ({ id, caseId }) => ({ type: 'deadline.settled', caseId, deadlineId: id, as: input.as }),
  })
}
