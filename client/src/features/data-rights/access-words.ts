/** Words of requests for data, as pure functions. */
import type { AccessRequestBrief } from '../../../../server/contract/data-rights-views.ts'

const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`

/** "12 days left", "due today", "2 days late", "paused", "given" */
export const clockWords = ({ state, daysLeft }: Pick<AccessRequestBrief, 'state' | 'daysLeft'>): string => {
  if (state === 'given') return 'Given'
  if (state === 'paused' || daysLeft === null) return 'Clock paused'
  if (daysLeft === 0) return 'Due today'
  return daysLeft < 0 ? `${days(-daysLeft)} late` : `${days(daysLeft)} left`
}

/** "3 passages to look at", "Every passage was looked at" */
export const reviewWords = (undecided: number): string =>
  undecided === 0
    ? 'Every passage was looked at.'
    : `${undecided} ${undecided === 1 ? 'passage' : 'passages'} to look at.`
