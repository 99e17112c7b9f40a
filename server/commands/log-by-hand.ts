import type { z } from 'zod'
import { type logByHand as request, wayWords } from '../contract/hand-logged-api.ts'
import type { Refused } from '../contract/refusals.ts'
import { handLoggedTroubles } from '../domain/hand-logged.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Writes down a contact that did not come over our lines (F65). It stands on the timeline where it happened; who wrote it
 * and when stay with it. Refuses what is still to come. A closed case takes it too: the letter that ends a matter often
 * comes after it was closed.
 */
export async function logByHand(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string } & z.output<typeof request>,
): Promise<{ done: true } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  const happenedAt = new Date(input.happenedAt).toISOString()
  const fields = handLoggedTroubles({ happenedAt, words: input.words }, env.now)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (await stores.caseEvents.byClientId(input.clientId)) return { done: true }
  const withWhom = input.withWhom.trim()
  const id = env.ids.next()
  await stores.caseEvents.insert({
    id,
    caseId: found.id,
    kind: 'by-hand',
    at: happenedAt,
    authorId: input.personId,
    clientId: input.clientId,
    heading: withWhom === '' ? wayWords[input.way] : `${wayWords[input.way]}, ${withWhom}`,
    body: input.words.trim(),
    contactId: null,
    way: input.way,
    loggedAt: env.now,
  })
  const isNewest = found.lastContactAt === null || found.lastContactAt < happenedAt
  await stores.cases.save({
    ...found,
    version: found.version + 1,
    updatedAt: env.now,
    lastContactAt: isNewest ? happenedAt : found.lastContactAt,
  })
  await stores.events.append(
    [{ type: 'case.contact-logged', caseId: found.id, caseEventId: id, way: input.way, happenedAt }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
