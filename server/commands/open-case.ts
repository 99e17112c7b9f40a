import type { Refused } from '../contract/refusals.ts'
import { openNewCase } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

/** Opens a case by hand for a member; whoever opens it owns it. */
export async function openCase(
  stores: Stores,
  env: Env,
  input: { memberId: string; title: string; kind: string; personId: string },
): Promise<{ caseId: string } | Refused> {
  const member = await stores.members.find(input.memberId)
  if (!member) return { refused: 'not-found' }
  const { opened, events } = await openNewCase(stores, env, {
    memberId: member.id,
    callerNumber: null,
    title: input.title.trim(),
    kind: input.kind,
    ownerId: input.personId,
    contactId: null,
    why: 'Opened by hand',
  })
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { caseId: opened.id }
}
