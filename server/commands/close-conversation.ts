/** Closing a conversation, and the undo of it. The thread stays; the next text opens a new conversation. */
import { isRefused, type Refused } from '../contract/refusals.ts'
import * as domain from '../domain/contact.ts'
import type { Env, Stores } from './ports.ts'

type Input = { threadId: string; personId: string }

export async function closeConversation(
  stores: Stores,
  env: Env,
  input: Input,
): Promise<{ done: true } | Refused> {
  const open = await stores.contacts.openByThread(input.threadId)
  if (!open) return { done: true }
  const decision = domain.closeConversation(open, { personId: input.personId, now: env.now })
  return save(stores, env, input.threadId, decision)
}

export async function reopenConversation(
  stores: Stores,
  env: Env,
  input: Input,
): Promise<{ done: true } | Refused> {
  if (await stores.contacts.openByThread(input.threadId)) return { done: true }
  const latest = await stores.contacts.latestEndedByThread(input.threadId)
  if (!latest) return { refused: 'nothing-to-undo' }
  return save(stores, env, input.threadId, domain.reopenConversation(latest))
}

async function save(
  stores: Stores,
  env: Env,
  threadId: string,
  decision: domain.Decision | Refused,
): Promise<{ done: true } | Refused> {
  if (isRefused(decision)) return decision
  await stores.contacts.save(decision.contact)
  await stores.events.append([...decision.events, { type: 'thread.changed', threadId }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}
