import { isRefused, type Refused } from '../contract/refusals.ts'
import { moveInQueue, type Soon } from '../domain/contact.ts'
import type { Env, Stores } from './ports.ts'

/** A supervisor moves a waiting caller to a queue, or within it, with a reason. An offer that rings goes on ringing. */
export async function moveCaller(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; queueId: string; soon: Soon; why: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  // Of those in use: a removed one is kept only for who waited there once.
  const isInUse = (await stores.queues.all()).some(({ id }) => id === input.queueId)
  if (!contact || !isInUse) return { refused: 'not-found' }
  const decision = moveInQueue(contact, input)
  if (isRefused(decision)) return decision
  await stores.contacts.save(decision.contact)
  await stores.events.append(decision.events, { actor: env.actor, at: env.now })
  return { done: true }
}
