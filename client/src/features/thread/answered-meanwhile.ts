import type { MessageView } from '../../../../server/contract/thread-views.ts'

/** The newest text of either side; notes are for colleagues and answer nobody. */
export const newestText = (messages: readonly MessageView[]): MessageView | null =>
  messages.findLast((message) => message.direction !== 'note') ?? null

/** Before which text somebody began to write: what came after it, they may not have reckoned with. */
export const beganAfter = (
  messages: readonly MessageView[],
  draft: { words: string; savedAt: string | null },
): string | null => {
  const { savedAt } = draft
  if (draft.words.trim() === '' || savedAt === null) return newestText(messages)?.id ?? null
  return messages.findLast((message) => message.direction !== 'note' && message.at <= savedAt)?.id ?? null
}

/** A colleague who answered the member while these words were being written; null: nobody did. */
export const answeredMeanwhile = (
  messages: readonly MessageView[],
  writer: { id: string; beganAfter: string | null },
): { name: string; at: string } | null => {
  const newest = newestText(messages)
  return newest?.direction === 'out' &&
    newest.author !== null &&
    newest.author.id !== writer.id &&
    newest.id !== writer.beganAfter
    ? { name: newest.author.name, at: newest.at }
    : null
}
