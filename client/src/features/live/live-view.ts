/** The board's words and numbers, as pure functions. Counts are promised as "142 of 175", never a bare per cent. */
import type {
  LiveCaller,
  LivePerson,
  LiveQueue,
  LiveTiles,
  LiveView,
} from '../../../../server/contract/live-views.ts'
import type { BehindKind } from '../../../../server/contract/words.ts'
import { clockSeconds, duration } from '../../ui/times.ts'
import { personStateNames, queueWords } from '../../words/state-words.ts'

/** A board older than this is not the present any more; the server says every two seconds that it still is. */
export const staleAfterMs = 5_000

/** "81%", or a dash when nothing was offered: 0 of 0 is not a failure. */
export const percentWords = ({ answered, offered }: { answered: number; offered: number }): string =>
  offered === 0 ? '–' : `${Math.round((100 * answered) / offered)}%`

export const ofWords = ({ answered, offered }: { answered: number; offered: number }): string =>
  offered === 0 ? 'no calls yet' : `${answered} of ${offered}`

/** "answer 80% within 3 minutes", from the queues' own promises; several different ones are not averaged. */
export const promiseWords = (queues: Pick<LiveQueue, 'promise'>[]): string => {
  const told = new Set(
    queues.map(({ promise }) => {
      const minutes = promise.seconds / 60
      const time =
        promise.seconds % 60 === 0
          ? `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
          : `${promise.seconds} seconds`
      return `answer ${promise.percent}% within ${time}`
    }),
  )
  const [only] = told
  return told.size === 1 && only !== undefined ? `promise: ${only}` : ''
}

/** What the list behind a number is called. */
export const behindTitles: Record<BehindKind, string> = {
  promise: 'Calls today that were promised an answer',
  'promise-hour': 'Calls of the last hour that were promised an answer',
  'gave-up': 'Gave up waiting today',
  helped: 'Helped today',
  texts: 'Texts waiting over an hour',
  due: 'Promised to members for today',
}

/** True when the board was last known to be right longer ago than {@link staleAfterMs} (at 5 s exactly it is fresh). */
export const isStale = (freshAt: number, now: number): boolean => now - freshAt > staleAfterMs

/** "Updated now", or how old the numbers are. */
export const ageWords = (freshAt: number, now: number): string =>
  isStale(freshAt, now) ? `As of ${clockSeconds(freshAt)}, ${duration(now - freshAt)} old` : 'Updated now'

/** What to call somebody who waits, where names are not for everybody: their place. */
export const callerWords = ({ title, position }: Pick<LiveCaller, 'title' | 'position'>): string =>
  title ?? (position === 0 ? 'Caller' : `Caller ${position}`)

/** How many people are in each state, in the order of the table of states; states that nobody is in are left out. */
export const peopleByState = (
  people: Pick<LivePerson, 'state'>[],
): { state: LivePerson['state']; count: number }[] =>
  personStateNames
    .map((state) => ({ state, count: people.filter((person) => person.state === state).length }))
    .filter(({ count }) => count > 0)

/** The queues whose word changed between two boards, in words, for a polite announcement; "" when none did. */
export const wordChanges = (
  before: Pick<LiveQueue, 'id' | 'word'>[],
  after: Pick<LiveQueue, 'id' | 'name' | 'word'>[],
): string => {
  const old = new Map(before.map(({ id, word }) => [id, word]))
  return after
    .filter(({ id, word }) => old.has(id) && old.get(id) !== word)
    .map(({ name, word }) => `${name}: ${queueWords[word].words}.`)
    .join(' ')
}

const since = (at: string | null, now: number): string => (at === null ? '' : duration(now - Date.parse(at)))

/** One sentence a queue, for "Read summary". */
export const summaryWords = ({ tiles, queues }: Pick<LiveView, 'tiles' | 'queues'>, now: number): string => {
  const all =
    tiles.waiting === 0
      ? 'Nobody is waiting.'
      : `${tiles.waiting} waiting, longest ${since(tiles.longestSince, now)}.`
  return [
    all,
    ...queues.map(
      (queue) =>
        `${queue.name}: ${queueWords[queue.word].words}, ${queue.waiting} waiting, ${queue.free} of ${queue.staffed} free.`,
    ),
  ].join(' ')
}

/** Callers in the order the queues stand in, then by place in the queue. */
export const callersInOrder = (callers: LiveCaller[], queues: Pick<LiveQueue, 'id'>[]): LiveCaller[] => {
  const place = new Map(queues.map(({ id }, index) => [id, index]))
  return [...callers].sort(
    (a, b) =>
      (place.get(a.queueId) ?? queues.length) - (place.get(b.queueId) ?? queues.length) ||
      a.position - b.position,
  )
}

/** A call this long may need a colleague; said as an offer of help, not as a fault. */
export const offersHelp = (state: string, sinceAt: string, now: number): boolean =>
  state === 'on-call' && now - Date.parse(sinceAt) >= 20 * 60_000

export const textsWords = ({ textsWaiting }: Pick<LiveTiles, 'textsWaiting'>): string =>
  `of ${textsWaiting.open} open`

/** "–" until a callback was due today. */
export const callbackPercent = ({ percent }: LiveTiles['callbacks']): string =>
  percent === null ? '–' : `${percent}%`
/** "2 of 3, 4 still open" */
export const callbackWords = ({ kept, due, waiting }: LiveTiles['callbacks']): string =>
  `${due === 0 ? 'none due yet' : `${kept} of ${due}`}, ${waiting} still open`
