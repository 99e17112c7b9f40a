import type { Refused } from '../contract/refusals.ts'
import type { Env, Stores } from './ports.ts'

/** Adds a note that members never see. A repeat with the same client id is the same note. */
export async function addCaseNote(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; clientId: string; body: string },
): Promise<{ done: true } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (input.body.trim() === '') return { refused: 'empty-text' }
  if (await stores.caseEvents.byClientId(input.clientId)) return { done: true }
  await stores.caseEvents.insert({
    id: env.ids.next(),
    caseId: found.id,
    kind: 'note',
    at: env.now,
    authorId: input.personId,
    clientId: input.clientId,
    heading: 'Note',
    body: input.body.trim(),
    contactId: null,
  })
  await stores.cases.save({ ...found, version: found.version + 1, updatedAt: env.now })
  await stores.events.append([{ type: 'case.changed', caseId: found.id }], { actor: env.actor, at: env.now })
  return { done: true }
}
