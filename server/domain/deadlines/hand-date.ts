/**
 * Legal dates that nobody can work out, because they stand in a letter: a hearing, the last day of an internal appeal, of
 * a response to a tribunal (ET3), or another one. They come with the words of where the day stands, and then live the same
 * life as those that are worked out: deadline.ts.
 *
 * Elsewhere: key date, diary date.
 */
import { DateTime } from 'luxon'
import { addDays, type Day, dayInWords, isDay } from './day.ts'
import type { LimitWarning } from './limit-warnings.ts'
import type { Facts, TribunalLimit, Trouble } from './tribunal-limit.ts'

export const handKinds = ['hearing', 'appeal', 'response', 'other-date'] as const
export type HandKind = (typeof handKinds)[number]

export type HandFacts = Omit<Facts, 'claim'> & {
  claim: HandKind
  /** Where the day stands: "Letter of 1 October, page 2". */
  source: string
}
export type AnyFacts = Facts | HandFacts

export const isHandKind = (claim: string): claim is HandKind => handKinds.some((kind) => kind === claim)
export const isByHand = (facts: AnyFacts): facts is HandFacts => isHandKind(facts.claim)

/** The id in place of a row of law. */
export const byHandRule = 'by-hand'

/** So many days before the day it is to be ready; a hearing happens on its day. */
const marginOf: Record<HandKind, number> = { hearing: 0, appeal: 2, response: 7, 'other-date': 7 }
const readAs: Record<HandKind, string> = {
  hearing: 'The hearing is on',
  appeal: 'The appeal must be in by',
  response: 'The response must be at the tribunal by',
  'other-date': 'The last day is',
}

/** What is wrong with what was entered, beside its field; empty: nothing. `kept`: a day that stands already may be over by now. */
export const handTroubles = (
  facts: HandFacts,
  { today, kept }: { today: Day; kept: Day | null },
): Trouble[] => [
  ...dayTroubles(facts, today, kept).map((words) => ({ field: 'triggers' as const, words })),
  ...(facts.source.trim() === ''
    ? [{ field: 'source' as const, words: 'Say where the day stands, such as the letter and its date.' }]
    : []),
]

const dayTroubles = ({ triggers }: HandFacts, today: Day, kept: Day | null): string[] => {
  const [day] = triggers
  if (day === undefined || triggers.length > 1 || !isDay(day))
    return ['There is no such day. Write it as day, month and year.']
  return day < today && day !== kept
    ? [
        `${dayInWords(day)} is over. Check the year. If it was missed, ask today whether it is still taken, and enter the new day.`,
      ]
    : []
}

/** The day as it was read, in the shape of one that was worked out. */
export const handDate = ({ claim, triggers: [day], source }: HandFacts): TribunalLimit | null =>
  day === undefined
    ? null
    : {
        ruleId: byHandRule,
        trigger: day,
        primary: day,
        limit: day,
        isNotBefore: false,
        target: addDays(day, -marginOf[claim]),
        counts: [],
        extension: { limit: day, isOpen: false, daysAdded: 0, because: 'none', steps: [] },
        ifRuleBefore: null,
        interimRelief: null,
        steps: [`${readAs[claim]} ${dayInWords(day)}. Entered by hand, from: ${source}`],
      }

/** What somebody must know who reads it; words for officers, never for the member. */
export const handWarnings = (
  { limit }: TribunalLimit,
  { claim }: HandFacts,
  { today, isWorkingDay }: { today: Day; isWorkingDay: (day: Day) => boolean },
): LimitWarning[] => {
  const found: LimitWarning[] = []
  if (limit < today)
    found.push({
      id: 'past',
      tone: 'alarm',
      words:
        claim === 'hearing'
          ? `${dayInWords(limit)} has passed. Write down what came of it, or change it to its new day.`
          : `${dayInWords(limit)} has passed. Ask a lawyer or the employer today whether it is still taken.`,
    })
  if (claim !== 'hearing' && !isWorkingDay(limit))
    found.push({
      id: 'not-a-working-day',
      tone: 'care',
      words: `${dayInWords(limit)} is no working day, and the date does not move by itself.`,
    })
  if (claim === 'appeal' || claim === 'hearing')
    found.push({
      id: 'grievance-does-not-stop',
      tone: 'note',
      words: 'A hearing, a grievance or an appeal does not stop the clock of a tribunal claim.',
    })
  found.push({
    id: 'read-by-hand',
    tone: 'note',
    words: 'Read from a letter, not worked out: whoever confirms it looks at the letter.',
  })
  return found
}

/** A local hour in London as an instant; `at` when that is over. */
const morningOf = (day: Day, at: string): string => {
  const morning = DateTime.fromISO(`${day}T09:00`, { zone: 'Europe/London' }).toJSDate().toISOString()
  return morning < at ? at : morning
}

/** When the owner is to have it ready, and when they are reminded; neither before now. */
export const remindersOf = (
  day: Day,
  { remindDays, now }: { remindDays: number; now: string },
): { dueAt: string; remindAt: string | null } => {
  const dueAt = morningOf(addDays(day, -1), now)
  const remindAt = morningOf(addDays(day, -remindDays), now)
  return { dueAt, remindAt: remindAt < dueAt ? remindAt : null }
}

/** Five in the afternoon in London, or now when it is later than that. */
export const endOfToday = (now: string): string => {
  const end = DateTime.fromISO(now, { zone: 'Europe/London' })
    .set({ hour: 17, minute: 0, second: 0, millisecond: 0 })
    .toJSDate()
    .toISOString()
  return end < now ? now : end
}
