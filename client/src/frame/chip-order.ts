import type { LiveQueue, QueueWord } from '../../../server/contract/live-views.ts'

const urgency: Record<QueueWord, number> = {
  'nobody-free': 0,
  'nobody-signed-in': 0,
  slipping: 1,
  'in-promise': 2,
  closed: 3,
}

/** The bar has room for a few chips, so trouble comes first; queues of the same kind keep the board's order. */
export const chipOrder = <Queue extends Pick<LiveQueue, 'word'>>(queues: Queue[]): Queue[] =>
  queues.toSorted((a, b) => urgency[a.word] - urgency[b.word])

/** My own queues: the longest wait first, then the order of the board. */
export const myChips = <Queue extends { longestSince: string | null }>(queues: Queue[]): Queue[] =>
  queues.toSorted((a, b) => (a.longestSince ?? '9').localeCompare(b.longestSince ?? '9'))
