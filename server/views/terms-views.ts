/** Terms of representation: what a case's member said of them, and every version (F80). */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { AdminTermsView, TermsView } from '../contract/terms-api.ts'
import { longestTerms } from '../domain/terms.ts'
import { personBriefs } from './briefs.ts'
import { textableNumbers } from './textable-numbers.ts'
import type { ViewDeps } from './view-deps.ts'

const allTerms = async ({ read }: ViewDeps) => {
  const rows: unknown[] = await selectFrom(read, tables.terms).orderBy('number', 'desc')
  return rows.map((row) => tables.terms.decode(row))
}

/** Null: no such case. */
export async function termsView(deps: ViewDeps, caseId: string): Promise<TermsView | null> {
  const { read } = deps
  const found: { member_id: string | null } | undefined = await read('cases')
    .where({ id: caseId })
    .first('member_id')
  if (!found) return null
  const versions = await allTerms(deps)
  const rows: unknown[] = await selectFrom(read, tables.termsAnswers)
    .where({ case_id: caseId })
    .orderBy([
      { column: 'asked_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
  const answers = rows.map((row) => tables.termsAnswers.decode(row))
  const people = await personBriefs(
    read,
    answers.flatMap(({ askedBy, notedBy }) => [askedBy, notedBy]),
  )
  const [current] = versions
  return {
    current: current === undefined ? null : { id: current.id, number: current.number, words: current.words },
    answers: answers.map((answer) => {
      const by = answer.state === 'asked' ? answer.askedBy : answer.notedBy
      return {
        id: answer.id,
        state: answer.state,
        channel: answer.channel,
        number: versions.find(({ id }) => id === answer.termsId)?.number ?? 0,
        at: answer.settledAt ?? answer.askedAt,
        by: by === null ? null : (people.get(by) ?? null),
      }
    }),
    numbers: await textableNumbers(read, { memberId: found.member_id, callerNumber: null }),
  }
}

export async function adminTermsView(deps: ViewDeps): Promise<AdminTermsView> {
  const versions = await allTerms(deps)
  const people = await personBriefs(
    deps.read,
    versions.map(({ publishedBy }) => publishedBy),
  )
  const counts: { id: string; n: number | string }[] = await deps
    .read('terms_answers')
    .where({ state: 'accepted' })
    .groupBy('terms_id')
    .select('terms_id as id')
    .count({ n: '*' })
  return {
    versions: versions.map(({ id, number, words, publishedAt, publishedBy }) => ({
      number,
      words,
      at: publishedAt,
      by: publishedBy === null ? null : (people.get(publishedBy) ?? null),
      accepted: Number(counts.find((each) => each.id === id)?.n ?? 0),
    })),
    longest: longestTerms,
  }
}
