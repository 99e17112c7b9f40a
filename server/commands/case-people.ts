import type { Refused } from '../contract/refusals.ts'
import type { CasePersonRole } from '../domain/case-people.ts'
import { permissionsOf } from '../domain/permissions.ts'
import { mayOwn } from './case-support.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'
import { decides, mayBeGiven } from './seal-case.ts'

type Done = { caseId: string }
const roleWords = { team: 'works on this case too', watcher: 'watches this case' }

/** Puts somebody on a case, or takes them off it (null). Watching is everybody's own to begin and to end. */
export async function setCasePerson(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; ofId: string; role: CasePersonRole | null },
): Promise<Done | Refused> {
  const { caseId, ofId, role } = input
  const found = await stores.cases.find(caseId)
  const of = await stores.people.find(ofId)
  if (!found || !of) return { refused: 'not-found' }
  const before = await stores.casePeople.of(caseId, ofId)
  if ((before?.role ?? null) === role) return { caseId }
  if (role !== null) {
    if (found.ownerId === ofId) return { refused: 'owner-already' }
    const reads = permissionsOf(await stores.people.rolesOf(ofId))
    if (!(await mayOwn(stores, ofId)) || !reads.includes('read-cases')) return { refused: 'not-found' }
    if (!(await mayBeGiven(stores, caseId, ofId))) return { refused: 'conflict-of-interest' }
    if ((await stores.seals.find(caseId)) !== null && !(await decides(stores, caseId, ofId)))
      return { refused: 'name-first' }
  }
  if (before) await stores.casePeople.remove(caseId, ofId)
  if (role !== null)
    await stores.casePeople.insert({
      caseId,
      personId: ofId,
      role,
      at: env.now,
      by: input.personId,
      // The line of history that says so is no news to them.
      seenAt: env.now,
    })
  await noteOnCase(stores, env, {
    caseId,
    heading: 'People on this case',
    body: role === null ? `${of.name} is no longer on it` : `${of.name} ${roleWords[role]}`,
  })
  await stores.events.append([{ type: 'case.people-changed', caseId, personId: ofId, role }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId }
}

/** They have looked: what was changed up to now is no news to them. Says nothing to anybody else. */
export async function seeCase(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string },
): Promise<{ done: true } | Refused> {
  if ((await stores.casePeople.of(input.caseId, input.personId)) === null) return { done: true }
  await stores.casePeople.see(input.caseId, input.personId, env.now)
  await stores.events.append([{ type: 'case.seen', caseId: input.caseId, personId: input.personId }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}
