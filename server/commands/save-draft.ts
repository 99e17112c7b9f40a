import type { Refused } from '../contract/refusals.ts'
import type { Env, Stores } from './ports.ts'

/** Keeps what is being typed in a conversation, so that no crash loses it. No event: a draft is not a fact. */
export async function saveDraft(
  stores: Stores,
  env: Env,
  input: { threadId: string; text: string; kind: 'text' | 'note' },
): Promise<{ savedAt: string } | Refused> {
  const thread = await stores.threads.find(input.threadId)
  if (!thread) return { refused: 'not-found' }
  await stores.threads.save({ ...thread, draft: input.text, draftKind: input.kind, draftSavedAt: env.now })
  return { savedAt: env.now }
}
