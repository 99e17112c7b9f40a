/** What the work list and its empty canvas say. */
import type { MyQueuesView } from '../../../../server/contract/live-views.ts'
import type { WorkItem, WorkView } from '../../../../server/contract/work-views.ts'
import { dueWords } from '../../ui/times.ts'

export interface WorkSection {
  id: 'handed' | 'watched' | 'branches' | 'replies' | 'voicemails' | 'promised' | 'gave-up'
  title: string
  /** What the section says when nothing is in it. */
  none: string
  items: WorkItem[]
}

export const workSections = (work: WorkView): WorkSection[] => [
  // Ahead of everything, and not there when there is none: most days there is none.
  ...(work.handed.length === 0
    ? []
    : [{ id: 'handed' as const, title: 'Handed to you', none: '', items: work.handed }]),
  ...(work.branches.length === 0
    ? []
    : [{ id: 'branches' as const, title: 'Back from a branch', none: '', items: work.branches }]),
  ...(work.watched.length === 0
    ? []
    : [{ id: 'watched' as const, title: 'Changed, and yours to follow', none: '', items: work.watched }]),
  { id: 'replies', title: 'Waiting for your reply', none: 'No texts are waiting.', items: work.replies },
  { id: 'voicemails', title: 'Voicemails', none: 'No voicemails.', items: work.voicemails },
  { id: 'promised', title: 'Promised today', none: 'Nothing promised for today.', items: work.promised },
  { id: 'gave-up', title: 'Gave up', none: 'Nobody gave up waiting.', items: work.gaveUp },
]

const inOrder = (work: WorkView): WorkItem[] => workSections(work).flatMap(({ items }) => items)

/** Where "next" or "previous in my work" leads from a page, or null when the list is empty. Stops at both ends. */
export const neighbourPath = (work: WorkView, path: string, step: 1 | -1): string | null => {
  const items = inOrder(work)
  const at = items.findIndex((item) => item.path === path)
  if (at < 0) return (step === 1 ? items[0] : items.at(-1))?.path ?? null
  return (items[at + step] ?? items[at])?.path ?? null
}

/** The promise that comes first, for the empty canvas. */
export const firstPromise = (work: WorkView): WorkItem | null =>
  work.promised
    .filter(({ dueAt }) => dueAt !== null)
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0] ?? null

/** "Your first promise is at 11:30", or that it should have been kept by now. Null when nothing is promised. */
export const promiseWords = (promise: WorkItem | null, now: number): string | null => {
  if (promise === null || promise.dueAt === null) return null
  const due = dueWords(promise.dueAt, now)
  return Date.parse(promise.dueAt) < now
    ? `A promise is overdue since ${due}`
    : `Your first promise is at ${due}`
}

/** "Lines are open until 19:00", "Lines are closed. They open Tomorrow 08:30", "Lines are open." */
export const linesWords = (
  { opensAt, closesAt }: Pick<MyQueuesView, 'opensAt' | 'closesAt'>,
  now: number,
): string =>
  closesAt !== null
    ? `Lines are open until ${dueWords(closesAt, now)}.`
    : opensAt !== null
      ? `Lines are closed. They open ${dueWords(opensAt, now)}.`
      : 'Lines are open.'

/** The conversations that hold words nobody has sent: an id for each, the last one begun first. */
export const parkedReplies = (
  drafts: readonly { threadId: string; words: Record<'text' | 'note', string>; isSending: boolean }[],
): string[] =>
  drafts
    .filter(({ words, isSending }) => !isSending && `${words.text}${words.note}`.trim() !== '')
    .map(({ threadId }) => threadId)
    .reverse()

export const waitingCount = (work: WorkView): number => work.replies.length + work.voicemails.length
