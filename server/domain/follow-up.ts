/**
 * A task on a case (F97): one owner, a day, perhaps a reminder and a list to tick.
 *
 *   open ── everything ticked ──► done ──── taken back ────► open
 *
 * What is overdue stays on every list until it is done. It can be moved, with a reason, and shows from then on when it was
 * first due. Elsewhere: activity, to-do.
 */
import type { ChecklistItem, FollowUp, Instant } from './records.ts'

export const mostItems = 30
export const longestItem = 200

type Field = { field: string; words: string }

/** What is wrong with a task as somebody wants it, beside each field. `before`: what it was; null: it is new. */
export const followUpTroubles = (
  wanted: Pick<FollowUp, 'what' | 'dueAt' | 'remindAt' | 'checklist'> & { why: string },
  before: FollowUp | null,
  now: Instant,
): Field[] => {
  const moves = before === null || before.dueAt !== wanted.dueAt
  const isOverdue = before !== null && before.dueAt < now
  return [
    ...(wanted.what.trim() === '' ? [{ field: 'what', words: 'Say what is to be done.' }] : []),
    ...(moves && wanted.dueAt < now
      ? [{ field: 'dueAt', words: 'That time has passed: nobody could keep it. Choose a later one.' }]
      : []),
    ...(moves && isOverdue && wanted.why.trim() === ''
      ? [{ field: 'why', words: 'It is overdue. Say why it is moved: that stays on the case.' }]
      : []),
    ...(wanted.remindAt !== null && wanted.remindAt !== before?.remindAt && wanted.remindAt < now
      ? [{ field: 'remindAt', words: 'A reminder lies ahead. Choose a later time, or none.' }]
      : wanted.remindAt !== null && wanted.remindAt > wanted.dueAt
        ? [{ field: 'remindAt', words: 'A reminder comes before it is due.' }]
        : []),
    ...(wanted.checklist.length > mostItems
      ? [{ field: 'checklist', words: `A list can have ${mostItems} lines at most.` }]
      : wanted.checklist.some(({ words }) => words.trim() === '' || words.length > longestItem)
        ? [{ field: 'checklist', words: `Each line has words, ${longestItem} letters at most.` }]
        : []),
  ]
}

/** As it is after that change. */
export const reworked = (
  before: FollowUp,
  wanted: Pick<FollowUp, 'what' | 'dueAt' | 'ownerId' | 'remindAt' | 'checklist'>,
): FollowUp => ({
  ...before,
  what: wanted.what.trim(),
  dueAt: wanted.dueAt,
  ownerId: wanted.ownerId,
  remindAt: wanted.remindAt,
  checklist: wanted.checklist.map(({ words, isDone }): ChecklistItem => ({ words: words.trim(), isDone })),
  firstDueAt: before.dueAt === wanted.dueAt ? before.firstDueAt : (before.firstDueAt ?? before.dueAt),
})

export const isAllTicked = ({ checklist }: Pick<FollowUp, 'checklist'>): boolean =>
  checklist.every(({ isDone }) => isDone)
