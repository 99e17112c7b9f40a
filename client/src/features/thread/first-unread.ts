import type { MessageView } from '../../../../server/contract/thread-views.ts'

/**
 * The first message of theirs that has not been read, or null. Without a memory of the last one seen, everything since
 * one of us answered counts as unread; what was sent by rule is no answer. Ids grow with time.
 */
export const firstUnread = (
  messages: readonly Pick<MessageView, 'id' | 'direction' | 'author'>[],
  lastSeen: string | null,
): string | null => {
  const answered = messages.findLast(({ direction, author }) => direction === 'out' && author !== null)
  const read = lastSeen ?? answered?.id ?? ''
  return messages.find(({ id, direction }) => direction === 'in' && id > read)?.id ?? null
}
