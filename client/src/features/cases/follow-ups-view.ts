/** What is still promised on a case, first due first; what was done, newest first. */
import type { FollowUpView } from '../../../../server/contract/case-views.ts'

export const splitFollowUps = (all: FollowUpView[]): { open: FollowUpView[]; done: FollowUpView[] } => ({
  open: all.filter(({ doneAt }) => doneAt === null).sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
  done: all
    .filter(({ doneAt }) => doneAt !== null)
    .sort((a, b) => (b.doneAt ?? '').localeCompare(a.doneAt ?? '')),
})
