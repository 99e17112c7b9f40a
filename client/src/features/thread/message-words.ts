import type { MessageView } from '../../../../server/contract/thread-views.ts'
import { clockTime, localDay } from '../../ui/times.ts'

export interface Delivery {
  words: string
  level: 'calm' | 'bad'
}

/** What became of a message, in words. Nothing is said of those that came to us. */
export const deliveryOf = (message: Pick<MessageView, 'status' | 'failure'>): Delivery | null => {
  switch (message.status) {
    case 'received':
    case 'note':
      return null
    case 'queued':
      return { words: 'waiting to go', level: 'calm' }
    case 'sending':
      return { words: 'sending', level: 'calm' }
    case 'sent':
      // The network has it. Only the telephone's own answer is "delivered".
      return { words: 'sent, not yet confirmed', level: 'calm' }
    case 'delivered':
      return { words: 'delivered', level: 'calm' }
    case 'undelivered':
    case 'failed':
      return {
        words: message.failure
          ? `not delivered: ${message.failure.what} ${message.failure.nextStep}`.trim()
          : 'not delivered',
        level: 'bad',
      }
  }
}

/** "Sam · 10:12 · delivered": who, when, what became of it. Texts by nobody are ours, sent by rule. */
export const messageMeta = (message: MessageView): string =>
  [
    message.direction === 'in' ? null : (message.author?.name ?? 'Sent automatically'),
    clockTime(message.at),
    deliveryOf(message)?.words,
  ]
    .filter(Boolean)
    .join(' · ')

export interface Day {
  day: string
  messages: MessageView[]
}

/** Messages under their London day, in the order they came. */
export const byDay = (messages: readonly MessageView[]): Day[] => {
  const days: Day[] = []
  for (const message of messages) {
    const day = localDay(message.at)
    const last = days.at(-1)
    if (last?.day === day) last.messages.push(message)
    else days.push({ day, messages: [message] })
  }
  return days
}

/** Older pages before newer ones, each message once; the newer copy of a repeated one counts. */
export const joinPages = (older: readonly MessageView[], newest: readonly MessageView[]): MessageView[] => {
  const fresh = new Set(newest.map((message) => message.id))
  return [...older.filter((message) => !fresh.has(message.id)), ...newest]
}
