/**
 * What colleagues need to know while somebody is on the line (F100): short answers, guides through a call, and where else
 * to send people. Somebody owns each and looks at it again by a day; after that day it is shown as old, never hidden.
 *
 * - A guide is a checklist that may be ignored: no order, no record of what was ticked, nobody is measured by it. Strict
 *   scripts are linked with strain (HSE).
 * - It is about reasons of contacts and cases, about types of cases, or, with neither, about everything.
 * Elsewhere: knowledge base article, canned answer; script (which this is not).
 */
import { type Day, isDay } from './deadlines/day.ts'

export const answerKinds = ['answer', 'guide', 'signpost'] as const
export type AnswerKind = (typeof answerKinds)[number]

export interface AnswerSettings {
  kind: AnswerKind
  title: string
  /** What contacts and cases it is about, and ids of case types; neither: everything. */
  reasons: string[]
  types: string[]
  body: string
  /** Of a guide: what to think of. */
  steps: string[]
  /** Where to send people: a number, an address; empty: nowhere. */
  whereElse: string
  ownerId: string
  /** The last day on which nobody needs to have looked at it again. */
  reviewOn: Day
}
export interface Answer extends AnswerSettings {
  id: string
  version: number
  /** Removed by an administrator: the history can put it back. */
  removedAt: string | null
}

export const longestAnswerTitle = 80
export const longestAnswer = 2_000
export const longestStep = 200
export const mostSteps = 20

export const isOld = ({ reviewOn }: Pick<Answer, 'reviewOn'>, today: Day): boolean => reviewOn < today

export const tidyAnswer = (given: AnswerSettings): AnswerSettings => ({
  kind: given.kind,
  title: given.title.trim(),
  reasons: [...new Set(given.reasons)].toSorted(),
  types: [...new Set(given.types)].toSorted(),
  body: given.body.trim(),
  steps: given.kind === 'guide' ? given.steps.map((step) => step.trim()).filter((step) => step !== '') : [],
  whereElse: given.kind === 'signpost' ? given.whereElse.trim() : '',
  ownerId: given.ownerId,
  reviewOn: given.reviewOn,
})

type Problem = { field: keyof AnswerSettings; words: string }

/** What is wrong with it as somebody typed it, beside each field. `others`: the titles of the other ones; `owners`: who works here; `types`: case types that there are. */
export const answerProblems = (
  typed: AnswerSettings,
  {
    others,
    owners,
    types,
  }: { others: readonly string[]; owners: readonly string[]; types: readonly string[] },
): Problem[] => {
  const given = tidyAnswer(typed)
  const problems: Problem[] = []
  const wrong = (isWrong: boolean, field: Problem['field'], words: string) => {
    if (isWrong && !problems.some((one) => one.field === field)) problems.push({ field, words })
  }
  const plain = (one: string) => one.trim().toLowerCase()
  wrong(given.title === '', 'title', 'Give it a title that colleagues find it by.')
  wrong(given.title.length > longestAnswerTitle, 'title', `At most ${longestAnswerTitle} characters.`)
  wrong(
    others.some((other) => plain(other) === plain(given.title)),
    'title',
    'There is one of this title already.',
  )
  wrong(given.kind !== 'guide' && given.body === '', 'body', 'Write what to say.')
  wrong(
    given.body.length > longestAnswer,
    'body',
    'At most 2,000 characters: keep it short enough for a call.',
  )
  wrong(given.kind === 'guide' && given.steps.length === 0, 'steps', 'Write at least one line.')
  wrong(given.steps.length > mostSteps, 'steps', `At most ${mostSteps} lines.`)
  wrong(
    given.steps.some((step) => step.length > longestStep),
    'steps',
    `At most ${longestStep} characters a line.`,
  )
  wrong(
    given.kind === 'signpost' && given.whereElse === '',
    'whereElse',
    'Say where: a number or an address.',
  )
  wrong(given.whereElse.length > longestStep, 'whereElse', `At most ${longestStep} characters.`)
  wrong(
    given.types.some((type) => !types.includes(type)),
    'types',
    'There is no such case type.',
  )
  wrong(!owners.includes(given.ownerId), 'ownerId', 'Choose who answers for it.')
  wrong(!isDay(given.reviewOn), 'reviewOn', 'There is no such day.')
  return problems
}

/** Whether it is about this reason or this case type, and not about everything. */
export const isAnswerAbout = (
  { reasons, types }: Pick<AnswerSettings, 'reasons' | 'types'>,
  asked: { reason: string | null; type: string | null },
): boolean =>
  (asked.reason !== null && reasons.includes(asked.reason)) ||
  (asked.type !== null && types.includes(asked.type))

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/**
 * Those that fit: of this reason or case type, or about everything; with every word that was typed at the beginning of one of theirs.
 * Typed words look through all of them, whatever it is about. What is about this comes first, then by title.
 */
export const answersFor = <T extends AnswerSettings>(
  answers: readonly T[],
  asked: { reason: string | null; type: string | null; typed: string },
): T[] => {
  const wanted = wordsOf(asked.typed)
  const isAbout = (one: T) => isAnswerAbout(one, asked)
  const fits = (one: T): boolean => {
    if (wanted.length === 0) return isAbout(one) || one.reasons.length + one.types.length === 0
    const theirs = wordsOf([one.title, one.body, one.whereElse, ...one.steps].join(' '))
    return wanted.every((word) => theirs.some((their) => their.startsWith(word)))
  }
  return answers
    .filter(fits)
    .toSorted((a, b) => Number(isAbout(b)) - Number(isAbout(a)) || a.title.localeCompare(b.title, 'en-GB'))
}
