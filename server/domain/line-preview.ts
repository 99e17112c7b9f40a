// "What would a caller hear at …?" for any line and minute: the same functions that answer the live call, asked about
// another instant, so that the preview cannot tell a kinder story than the telephone does.
import { type AnsweringLine, answerOf } from './line-answer.ts'
import { drainWords } from './line-changes.ts'
import { lineNow } from './line-state.ts'
import { choose, levelsOf, type Menu, menuWords } from './menu.ts'
import { spokenOpening } from './spoken-time.ts'
import * as wording from './wording.ts'

export type HeardKey = {
  /** The keys pressed one after another: '2', then '21'. */
  readonly path: string
  readonly words: string
  /** What is heard or happens next. */
  readonly then: string
}
export type Heard = {
  readonly at: string
  readonly open: boolean
  /** "Open until 19:00" · "Closed: bank holiday (Summer bank holiday). Opens Tuesday at half past eight". */
  readonly state: string
  readonly say: readonly string[]
  readonly keys: readonly HeardKey[]
  /** What happens to those who are in the queue already. */
  readonly waiting: string
}

export const whatIsHeard = (
  line: AnsweringLine & { readonly drain: string },
  at: string,
  names: { readonly queueName: (key: string) => string },
): Heard => {
  const answer = answerOf(line, at, { recordingRefused: false, isWithheld: false })
  const state = lineNow(line, at)
  return {
    at,
    open: state.open,
    state: stateWords(line, at),
    say: answer.say,
    keys:
      answer.then === 'menu' && line.menu !== null
        ? keysOf(line.menu, names.queueName)
        : answer.then === 'offer'
          ? [
              {
                path: '2',
                words: 'a call back',
                then: 'their number is read back, or keyed in when it is withheld, and the first open hour is promised',
              },
            ]
          : [],
    waiting: state.open
      ? 'Callers in the queue are answered in their order.'
      : state.because === 'closure'
        ? 'Callers in the queue were told when the line was closed, and promised a call back.'
        : `Callers still in the queue at closing: ${drainWords(line.drain)}.`,
  }
}

const keysOf = (menu: Menu, queueName: (key: string) => string): HeardKey[] => [
  ...levelsOf(menu).flatMap(({ path, level }) =>
    Object.entries(level.options).map(([key, option]) => {
      const choice = choose(menu, { digits: key, attempt: 1, levelKey: level.key })
      const then =
        choice.outcome === 'queue'
          ? `${queueName(choice.queueKey)} queue`
          : choice.outcome === 'level'
            ? menuWords(choice.level)
            : wording.toAPerson()
      return { path: path + key, words: option.words, then }
    }),
  ),
  { path: '0', words: 'a person', then: `${wording.toAPerson()} ${queueName(menu.personQueueKey)} queue` },
  ...(menu.asksNumber === true
    ? [{ path: '*', words: 'their membership number', then: wording.keyInMembershipNumber() }]
    : []),
  { path: '9', words: 'no recording', then: wording.notRecorded() },
]

/** Whether and why, in a line for the staff: what callers are told leaves reasons out. */
export const stateWords = (line: AnsweringLine, at: string): string => {
  const { zone } = line.hours
  const state = lineNow(line, at)
  if (state.open)
    return state.closesAt === null ? 'Open round the clock' : `Open until ${spoken(state.closesAt)}`
  const opens = state.opensAt === null ? 'No opening is known' : `Opens ${spoken(state.opensAt)}`
  switch (state.because) {
    case 'closure':
      return `Closed by hand: ${state.reason}. ${opens}`
    case 'bank-holiday':
      return `Closed: ${state.holidayTitle}. ${opens}`
    case 'override':
      return `Closed: ${state.reason}. ${opens}`
    case 'hours':
      return `Closed. ${opens}`
  }
  function spoken(instant: string): string {
    return spokenOpening(instant, at, zone)
  }
}
