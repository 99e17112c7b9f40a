import type { Refused } from '../contract/refusals.ts'
import { type LegalHold, lift } from '../domain/legal-hold.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

type Held = { caseId: string; memberId: null } | { caseId: null; memberId: string }

/** Keeps a case, or a member with all that is theirs, from being erased (F132). A reason is required, and stays. */
export async function placeHold(
  stores: Stores,
  env: Env,
  input: Held & { personId: string; why: string },
): Promise<{ of: Held } | Refused> {
  const { caseId, memberId, personId } = input
  const found = caseId === null ? await stores.members.find(memberId) : await stores.cases.find(caseId)
  if (!found) return { refused: 'not-found' }
  const why = input.why.trim()
  if (why === '') return { refused: 'hold-unexplained' }
  const hold: LegalHold = {
    id: env.ids.next(),
    caseId,
    memberId,
    why,
    placedBy: personId,
    placedAt: env.now,
    liftedBy: null,
    liftedAt: null,
    liftedWhy: null,
  }
  await stores.holds.insert(hold)
  if (caseId !== null) await noteOnCase(stores, env, { caseId, heading: 'Legal hold placed', body: why })
  await stores.events.append([{ type: 'hold.placed', holdId: hold.id, caseId, memberId }], {
    actor: env.actor,
    at: env.now,
  })
  return { of: heldBy(hold) }
}

/** What it kept may be erased again, once no other hold stands and its time is over. */
export async function liftHold(
  stores: Stores,
  env: Env,
  input: { holdId: string; personId: string; why: string },
): Promise<{ of: Held } | Refused> {
  const hold = await stores.holds.find(input.holdId)
  if (!hold) return { refused: 'not-found' }
  const decided = lift(hold, { ...input, now: env.now })
  if ('refused' in decided) return decided
  await stores.holds.save(decided.next)
  const { caseId, memberId } = hold
  if (caseId !== null)
    await noteOnCase(stores, env, { caseId, heading: 'Legal hold lifted', body: input.why.trim() })
  await stores.events.append([{ type: 'hold.lifted', holdId: hold.id, caseId, memberId }], {
    actor: env.actor,
    at: env.now,
  })
  return { of: heldBy(hold) }
}

const heldBy = ({ caseId, memberId }: LegalHold): Held =>
  caseId === null ? { caseId, memberId: memberId ?? '' } : { caseId, memberId: null }
