/**
 * What an alert says: what is the matter, what to do next, and where. Neither a member nor an agent stands in it: it is
 * read over shoulders and travels by text. The limits are said, not the running numbers, so that it is announced once.
 */
import type { Alert } from './records.ts'

export interface AlertWords {
  what: string
  next: string
  /** The button, and where in the console it leads. */
  go: { words: string; to: string }
}

export function alertWords(
  { rule, queueId, facts }: Pick<Alert, 'rule' | 'queueId' | 'facts'>,
  queueName: string,
): AlertWords {
  const { count, limit } = facts
  const board = (part: string) => (queueId === null ? `/live#${part}` : `/live?queue=${queueId}#${part}`)
  switch (rule) {
    case 'longest-wait':
      return {
        what: `${queueName}: somebody has waited over ${timeWords(limit)}.`,
        next: 'Move callers to a queue with people free, or take one yourself.',
        go: { words: 'Show who waits', to: board('callers') },
      }
    case 'nobody-on-shift':
      return {
        what:
          queueId === null
            ? 'The lines are open and nobody is signed in for any queue.'
            : `${queueName} is open and nobody is signed in for it.`,
        next: 'Ask somebody to sign in, or close the line with words for callers.',
        go: { words: 'Show people', to: board('people') },
      }
    case 'nobody-free':
      return {
        what: `${queueName}: nobody has been free for ${timeWords(limit)} while callers wait.`,
        next: 'Ask somebody from another queue to help, or take a caller yourself.',
        go: { words: 'Show people', to: board('people') },
      }
    case 'callbacks-overdue':
      return {
        what: `${queueName}: ${counted(count, 'promised callback is', 'promised callbacks are')} late by ${timeWords(limit * 60)} or more.`,
        next: 'Ring now, or ask somebody to: each was promised this hour.',
        go: { words: 'Show callbacks', to: '/callbacks' },
      }
    case 'texts-waiting':
      return {
        what: `${queueName}: ${counted(count, 'text has', 'texts have')} waited for an answer over ${timeWords(limit * 60)}.`,
        next: 'Answer the oldest, or ask somebody to.',
        go: { words: 'Show texts', to: '/live?list=texts' },
      }
    case 'legal-date':
      return legalDateWords(facts)
    case 'promise-today':
      return {
        what: `${counted(count, 'promise to a member is', 'promises to members are')} due today: within ${timeWords(limit * 60)}, or late already.`,
        next: 'Ask the owners of these cases whether they will be kept, and help where not.',
        go: { words: 'Show what is due', to: '/live?list=due' },
      }
  }
}

const legalDateWords = ({ count, caseId, reference, isInterimRelief }: Alert['facts']): AlertWords => ({
  what: isInterimRelief
    ? `Interim relief on ${reference ?? 'a case'} must be at the tribunal today.`
    : count < 0
      ? `The legal limit on ${reference ?? 'a case'} is over and not settled.`
      : count === 0
        ? `The legal limit on ${reference ?? 'a case'} is today.`
        : `The day to work to for the legal limit on ${reference ?? 'a case'} is today: ${counted(count, 'day is', 'days are')} left.`,
  next: 'Ring the owner of the case now and see that it is lodged.',
  go: { words: 'Open the case', to: `/cases/${caseId ?? ''}` },
})

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** "90 seconds", "5 minutes", "1 hour", "2 hours" */
const timeWords = (seconds: number): string => {
  if (seconds % 3600 === 0) return counted(seconds / 3600, 'hour', 'hours')
  return seconds % 60 === 0 ? counted(seconds / 60, 'minute', 'minutes') : `${seconds} seconds`
}

/** The text to whoever is on duty. One segment where the queue's name is short; the clock time makes each its own. */
export const alertText = (words: AlertWords, given: { at: string; url: string }): string =>
  `Branchline ${given.at}: ${words.what} ${words.next} ${given.url}`

const mostInOneText = 3

/** To whoever goes on duty. `opening` is the same at every try, whatever is up by then. */
export function newDutyText(
  what: readonly string[],
  { at, url }: { at: string; url: string },
): { opening: string; body: string } {
  const opening = `Branchline ${at}: you are on duty.`
  const more = what.length - mostInOneText
  const up = what.length === 1 ? '1 alert is up:' : `${what.length} alerts are up:`
  const rest = more > 0 ? [`And ${more} more.`] : []
  return { opening, body: [opening, up, ...what.slice(0, mostInOneText), ...rest, url].join(' ') }
}
