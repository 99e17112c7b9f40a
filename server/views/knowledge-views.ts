import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { AdminKnowledgeView, AnswerView, KnowledgeView } from '../contract/knowledge-views.ts'
import { answerKindWords } from '../contract/knowledge-words.ts'
import { type ContactReason, contactReasons } from '../contract/words.ts'
import { dayInWords } from '../domain/deadlines/day.ts'
import type { DomainEvent } from '../domain/events.ts'
import {
  type Answer,
  type AnswerSettings,
  answersFor,
  isAnswerAbout,
  isOld,
  tidyAnswer,
} from '../domain/knowledge.ts'
import { sameSettings } from '../domain/line-changes.ts'
import { dayIn } from '../domain/missed.ts'
import { personBriefs } from './briefs.ts'
import { changesOf, type Told } from './settings-history.ts'
import type { ViewDeps } from './view-deps.ts'

/** As many as somebody can look at with a member on the line. */
const mostShown = 20

/** What fits this contact or case, or the words that were typed. */
export async function knowledgeView(
  deps: ViewDeps,
  asked: { reason: ContactReason | null; type: string | null; typed: string },
): Promise<KnowledgeView> {
  const rows: unknown[] = await selectFrom(deps.read, tables.knowledgeAnswers).whereNull('removed_at')
  const found = answersFor(
    rows.map((row) => tables.knowledgeAnswers.decode(row)),
    asked,
  )
  const shown = await read(deps, found.slice(0, mostShown))
  return {
    answers: shown.map(({ answer, view }) => ({
      ...view,
      isAboutIt: isAnswerAbout(answer, asked),
    })),
    more: Math.max(0, found.length - mostShown),
  }
}

const read = async (
  { read, clock }: ViewDeps,
  answers: readonly Answer[],
): Promise<{ answer: Answer; view: Omit<AnswerView, 'isAboutIt'> }[]> => {
  const today = dayIn('Europe/London', clock.now())
  const owners = await personBriefs(
    read,
    answers.map(({ ownerId }) => ownerId),
  )
  return answers.map((answer) => ({
    answer,
    view: {
      id: answer.id,
      kind: answer.kind,
      title: answer.title,
      body: answer.body,
      steps: answer.steps,
      whereElse: answer.whereElse,
      owner: owners.get(answer.ownerId)?.name ?? 'Nobody',
      reviewWords: dayInWords(answer.reviewOn),
      isOld: isOld(answer, today),
    },
  }))
}

type Names = { people: ReadonlyMap<string, string>; types: ReadonlyMap<string, string> }

const isReason = (word: string): word is ContactReason => Object.hasOwn(contactReasons, word)
const reasonWords = (reasons: readonly string[]): string =>
  reasons.length === 0
    ? 'Everything'
    : reasons.map((reason) => (isReason(reason) ? contactReasons[reason] : reason)).join(', ')

/** The same words as those of the index event_log_answers: only then does a database use it. */
const ofAnswers = "event_log.type IN ('answer.added', 'answer.changed', 'answer.removed', 'answer.restored')"

export async function adminKnowledgeView(deps: ViewDeps): Promise<AdminKnowledgeView> {
  const rows: unknown[] = await selectFrom(deps.read, tables.knowledgeAnswers).orderBy(['title', 'id'])
  const all = rows.map((row) => tables.knowledgeAnswers.decode(row))
  const people: AdminKnowledgeView['people'] = await deps
    .read('people')
    .whereNull('left_at')
    .orderBy('name')
    .select('id', 'name', 'initials')
  const typeRows: { id: string; name: string; retired_at: string | null }[] = await deps
    .read('case_types')
    .orderBy('name')
    .select('id', 'name', 'retired_at')
  const used = new Set(all.flatMap(({ types }) => types))
  const names: Names = {
    people: new Map(people.map(({ id, name }) => [id, name])),
    types: new Map(typeRows.map(({ id, name }) => [id, name])),
  }
  const inUse = await read(
    deps,
    all.filter(({ removedAt }) => removedAt === null),
  )
  return {
    answers: inUse.map(({ answer, view }) => ({
      ...view,
      version: answer.version,
      reasons: answer.reasons.filter(isReason),
      types: answer.types,
      ownerId: answer.ownerId,
      reviewOn: answer.reviewOn,
    })),
    people,
    caseTypes: typeRows
      .filter(({ id, retired_at }) => retired_at === null || used.has(id))
      .map(({ id, name }) => ({ id, name })),
    history: await changesOf(deps.read, {
      where: ofAnswers,
      isOne: ({ type }) => type.startsWith('answer.'),
      tell: (event) => tell(event, all, names),
    }),
  }
}

function tell(event: DomainEvent, answers: readonly Answer[], names: Names): Told | null {
  const now = (id: string) => answers.find((answer) => answer.id === id)
  switch (event.type) {
    case 'answer.added':
      return plain(`${event.after.title} added`, changes(null, event.after, names))
    case 'answer.changed': {
      const answer = now(event.answerId)
      return {
        heading: `${event.before.title} changed`,
        // One that is removed is put back whole first.
        part: answer === undefined || answer.removedAt !== null ? null : 'answer',
        aboutId: event.answerId,
        changes: changes(event.before, event.after, names),
        isCurrent: answer !== undefined && sameSettings(tidyAnswer(answer), event.after),
      }
    }
    case 'answer.removed': {
      const isGone = now(event.answerId)?.removedAt != null
      return {
        ...plain(`${event.before.title} removed`),
        part: isGone ? 'answer' : null,
        aboutId: event.answerId,
        isCurrent: isGone,
      }
    }
    case 'answer.restored':
      return plain(`${event.after.title} put back`)
    default:
      return null
  }
}

const plain = (heading: string, what: Told['changes'] = []): Told => ({
  heading,
  part: null,
  aboutId: null,
  changes: what,
  isCurrent: false,
})

const changes = (before: AnswerSettings | null, after: AnswerSettings, names: Names): Told['changes'] => {
  const told: [string, (one: AnswerSettings) => string][] = [
    ['Kind', ({ kind }) => answerKindWords[kind]],
    ['Title', ({ title }) => title],
    ['About', ({ reasons }) => reasonWords(reasons)],
    [
      'Case types',
      // Absent from what was logged before there were any.
      ({ types }: Partial<AnswerSettings>) => (types ?? []).map((id) => names.types.get(id) ?? id).join(', '),
    ],
    ['Words', ({ body }) => body],
    ['Lines', ({ steps }) => steps.join(' · ')],
    ['Where', ({ whereElse }) => whereElse],
    ['Answers for it', ({ ownerId }) => names.people.get(ownerId) ?? 'Somebody who left'],
    ['Look at it again by', ({ reviewOn }) => dayInWords(reviewOn)],
  ]
  return told
    .map(([what, words]) => ({ what, before: before === null ? null : words(before), after: words(after) }))
    .filter((one) => (one.before ?? '') !== one.after)
}
