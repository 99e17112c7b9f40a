import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CaseListItem, Page } from '../contract/views.ts'
import { findReferences } from '../domain/case-reference.ts'
import type { Case } from '../domain/records.ts'
import { caseBrief, memberBriefs, personBriefs } from './briefs.ts'
import { kindOf } from './case-view.ts'
import { cappedCount, pageOf, pageSize, readCursor, writeCursor } from './paging.ts'
import { casesMatching, membersMatching, wordsOf } from './search-terms.ts'
import type { ViewDeps } from './view-deps.ts'

export interface CasesAsk {
  view: 'mine' | 'open' | 'unowned' | 'closed'
  q: string
  cursor: string | null
  personId: string
}

/** A list of cases, latest change first, 50 a page. */
export async function casesView(deps: ViewDeps, ask: CasesAsk): Promise<Page<CaseListItem>> {
  const { read } = deps
  const query = narrowed(deps, viewed(selectFrom(read, tables.cases), ask), ask.q)
  const after = readCursor(ask.cursor, 2)
  const rows: unknown[] = await query
    .clone()
    .modify((q) => void (after === null ? q : q.whereRaw('(cases.updated_at, cases.id) < (?, ?)', after)))
    .orderBy([
      { column: 'cases.updated_at', order: 'desc' },
      { column: 'cases.id', order: 'desc' },
    ])
    .limit(pageSize + 1)
  const cases = rows.map((row) => tables.cases.decode(row))
  return {
    ...pageOf(cases, await caseItems(read, cases), (c) => writeCursor([c.updatedAt, c.id])),
    count: await cappedCount(read, query),
  }
}

export async function caseItems(read: Knex, cases: readonly Case[]): Promise<CaseListItem[]> {
  const people = await personBriefs(
    read,
    cases.map((c) => c.ownerId),
  )
  const members = await memberBriefs(
    read,
    cases.map((c) => c.memberId),
  )
  return cases.map((c) => ({
    ...caseBrief(c, people),
    memberName: c.memberId === null ? null : (members.get(c.memberId)?.name ?? null),
    kind: kindOf(c.kind),
    openedAt: c.openedAt,
    updatedAt: c.updatedAt,
  }))
}

function viewed(query: Knex.QueryBuilder, ask: CasesAsk): Knex.QueryBuilder {
  switch (ask.view) {
    case 'mine':
      return query.whereNull('cases.closed_at').where('cases.owner_id', ask.personId)
    case 'open':
      return query.whereNull('cases.closed_at')
    case 'unowned':
      return query.whereNull('cases.closed_at').whereNull('cases.owner_id')
    case 'closed':
      return query.whereNotNull('cases.closed_at')
  }
}

/** By reference if the words are one, else by words of the title or of the member's name. */
export function narrowed(deps: ViewDeps, query: Knex.QueryBuilder, q: string): Knex.QueryBuilder {
  const words = wordsOf(q)
  // Signs alone match nothing; only an empty filter shows everything.
  if (words.length === 0) return q.trim() === '' ? query : query.whereRaw('1 = 0')
  const numbers = referenceNumbers(q)
  if (numbers.length > 0) return query.whereIn('cases.number', numbers)
  // The two sets as one, not "either in this or in that": PostgreSQL would read every case to ask the second question.
  const { read } = deps
  return query.whereIn(
    'cases.id',
    casesMatching(deps, read('cases').select('cases.id'), words).union(
      membersMatching(
        deps,
        read('members').join('cases', 'cases.member_id', 'members.id').select('cases.id'),
        words,
      ),
    ),
  )
}

/** "CX-10482", "cx10482" or a bare "10482". */
export const referenceNumbers = (q: string): number[] => {
  const bare = /^\s*(\d{4,9})\s*$/.exec(q)?.[1]
  return bare === undefined
    ? findReferences(q).map((reference) => Number(reference.replace(/\D/g, '')))
    : [Number(bare)]
}
