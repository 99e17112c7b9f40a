import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { Page } from '../contract/briefs.ts'
import type { CaseListItem } from '../contract/case-views.ts'
import type { CaseListName } from '../contract/saved-view-api.ts'
import type { TriageBrief } from '../contract/triage-api.ts'
import { findReferences } from '../domain/case-reference.ts'
import type { Case } from '../domain/records.ts'
import { caseBrief, memberBriefs, personBriefs } from './briefs.ts'
import { kindOf } from './case-view.ts'
import { placesOf, writtenIds, writtenOn } from './case-words.ts'
import { atLeast, cappedCountOf, pageOf, pageSize, readCursor, writeCursor } from './paging.ts'
import { casesMatching, matching, membersMatching, wordsOf } from './search-terms.ts'
import {
  comesBehind,
  inTriageOrder,
  mostTriaged,
  readTriagePlace,
  triageBriefs,
  triagePlace,
} from './triage-views.ts'
import { byId, type ViewDeps } from './view-deps.ts'

export interface CasesAsk {
  view: CaseListName
  /** Absent: any; and so on. */
  about?: string | undefined
  status?: string | undefined
  ownerId?: string | undefined
  q: string
  cursor: string | null
  personId: string
}

/** A list of cases, 50 a page: latest change first, but those that nobody owns by triage. */
export async function casesView(deps: ViewDeps, ask: CasesAsk): Promise<Page<CaseListItem>> {
  const listed = () => filtered(viewed(selectFrom(deps.read, tables.cases), ask), ask)
  const after = readCursor(ask.cursor, 2)
  // Both look through the newest for words: PostgreSQL does that side by side.
  const [rows, count] = await Promise.all([
    ask.view === 'unowned' && after === null
      ? byTriagePage(deps, ask, listed)
      : newestPage(deps, ask, listed, after),
    countOf(deps, ask.q, listed),
  ])
  return { ...rows, count }
}

type Listed = () => Knex.QueryBuilder
type Rows = Omit<Page<CaseListItem>, 'count'>

async function newestPage(
  deps: ViewDeps,
  ask: CasesAsk,
  listed: Listed,
  after: readonly string[] | null,
): Promise<Rows> {
  const cases = await newestCases(
    deps,
    () =>
      listed().modify(
        (q) => void (after === null ? q : q.whereRaw('(cases.updated_at, cases.id) < (?, ?)', after)),
      ),
    ask.q,
    pageSize + 1,
  )
  return pageOf(cases, await caseItems(deps, cases, ask.q), (c) => writeCursor([c.updatedAt, c.id]))
}

/** What comes first, first; behind the newest {@link mostTriaged} of them the rest by latest change. */
async function byTriagePage(deps: ViewDeps, ask: CasesAsk, listed: Listed): Promise<Rows> {
  const newest = await newestCases(deps, listed, ask.q, mostTriaged)
  const briefs = await triageBriefs(deps, newest)
  const after = readTriagePlace(ask.cursor)
  const ordered = inTriageOrder(newest, briefs)
  const behind = after === null ? ordered : ordered.filter((one) => comesBehind(one, briefs, after))
  const cases = behind.slice(0, pageSize + 1)
  const page = pageOf(cases, await caseItems(deps, cases, ask.q, briefs), (one) =>
    writeCursor(triagePlace(one, briefs)),
  )
  const last = newest.length === mostTriaged ? newest.at(-1) : undefined
  return page.nextCursor === null && last !== undefined
    ? { ...page, nextCursor: writeCursor([last.updatedAt, last.id]) }
    : page
}

const countOf = async (deps: ViewDeps, q: string, listed: Listed): Promise<string> =>
  cappedCountOf(
    deps.read,
    (await narrowings(deps, q)).map(({ by, walks }) => ({
      query: by(listed()),
      isCommon: walks && writtenWords(q).length > 0,
    })),
    async (most) => {
      const words = writtenWords(q)
      return words.length === 0 ? { ids: [], isAll: true } : await writtenIds(deps, listed, words, most)
    },
  )

/** The words to look for in what was written on cases; none where a reference or a telephone number is meant. */
const writtenWords = (q: string): string[] =>
  referenceNumbers(q).length > 0 || /^[+\d\s()/.-]+$/.test(q) ? [] : wordsOf(q)

/** The cases of `among` that `q` means, latest change first. */
export async function newestCases(
  deps: ViewDeps,
  among: () => Knex.QueryBuilder,
  q: string,
  limit: number,
): Promise<Case[]> {
  const lists: unknown[][] = await Promise.all(
    (await narrowings(deps, q)).map(({ by, walks }) =>
      by(among())
        // An expression has no index, so nothing can be walked along.
        .orderByRaw(`${walks ? 'cases.updated_at' : "(cases.updated_at || '')"} DESC, cases.id DESC`)
        .limit(limit),
    ),
  )
  const words = writtenWords(q)
  if (words.length > 0) lists.push(await writtenOn(deps, among, words, limit))
  const found = byId(lists.flat().map((row) => tables.cases.decode(row)))
  return [...found.values()].sort(latestChangeFirst).slice(0, limit)
}

const latestChangeFirst = (a: Case, b: Case): number =>
  a.updatedAt === b.updatedAt ? (a.id < b.id ? 1 : -1) : a.updatedAt < b.updatedAt ? 1 : -1

export async function caseItems(
  deps: ViewDeps,
  cases: readonly Case[],
  q: string,
  triage: ReadonlyMap<string, TriageBrief> = new Map(),
): Promise<CaseListItem[]> {
  const { read } = deps
  const places = await placesOf(
    deps,
    cases.map((c) => c.id),
    writtenWords(q),
  )
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
    version: c.version,
    memberName: c.memberId === null ? null : (members.get(c.memberId)?.name ?? null),
    kind: kindOf(c.kind),
    openedAt: c.openedAt,
    updatedAt: c.updatedAt,
    found: places.get(c.id) ?? null,
    triage: triage.get(c.id) ?? null,
  }))
}

function viewed(query: Knex.QueryBuilder, ask: CasesAsk): Knex.QueryBuilder {
  switch (ask.view) {
    case 'mine':
      return query
        .whereNull('cases.closed_at')
        .where(
          (mine) =>
            void mine
              .where('cases.owner_id', ask.personId)
              .orWhereIn(
                'cases.id',
                (team) =>
                  void team
                    .from('case_people')
                    .where({ person_id: ask.personId, role: 'team' })
                    .select('case_id'),
              ),
        )
    case 'open':
      return query.whereNull('cases.closed_at')
    case 'unowned':
      return query.whereNull('cases.closed_at').whereNull('cases.owner_id')
    case 'closed':
      return query.whereNotNull('cases.closed_at')
  }
}

const filtered = (query: Knex.QueryBuilder, { about, status, ownerId }: CasesAsk): Knex.QueryBuilder =>
  query.where({
    ...(about === undefined ? {} : { 'cases.kind': about }),
    ...(status === undefined ? {} : { 'cases.status': status }),
    ...(ownerId === undefined ? {} : { 'cases.owner_id': ownerId }),
  })

interface Narrowing {
  by: (query: Knex.QueryBuilder) => Knex.QueryBuilder
  /** Whether the newest are best found by walking from the newest on, because so many of them match. */
  walks: boolean
}

/**
 * By reference if the words are one, else by words of the title or of the member's name (and of what was written on it:
 * case-words.ts): each a question of its own,
 * because as one ("either in this or in that") neither database walks an index and stops when the page is full. The
 * case that both find is found twice.
 */
async function narrowings(deps: ViewDeps, q: string): Promise<Narrowing[]> {
  const words = wordsOf(q)
  // Signs alone match nothing; only an empty filter shows everything.
  if (words.length === 0) return q.trim() === '' ? [{ by: (query) => query, walks: true }] : []
  const numbers = referenceNumbers(q)
  if (numbers.length > 0) return [{ by: (query) => query.whereIn('cases.number', numbers), walks: true }]
  const { read } = deps
  const titled = () => casesMatching(deps, read('cases').select('cases.id'), words)
  const named = () => matching(deps, read('members').select('members.id'), q)
  const [isCommonInTitles, isCommonName] = await Promise.all([
    isCommon(deps, titled()),
    isCommon(deps, named()),
  ])
  const few = isCommonName ? null : await fewIds(deps, named())
  const inTitle: Narrowing = { by: (query) => casesMatching(deps, query, words), walks: isCommonInTitles }
  if (few !== null) return [inTitle, { by: (query) => query.whereIn('cases.member_id', few), walks: false }]
  return [
    inTitle,
    isCommonName
      ? {
          by: (query) => membersMatching(deps, query.join('members', 'members.id', 'cases.member_id'), words),
          walks: true,
        }
      : { by: (query) => query.whereIn('cases.member_id', named()), walks: false },
  ]
}

/**
 * Whoever was meant, where they are few: named one by one the database looks up the cases of each. As a question within
 * a question PostgreSQL guesses hundreds where there is one, and reads every case: 200 ms at a million. Materialized,
 * because a limit on the search itself lets it read all members in the hope of a page full: 6 s (measured 2026-11-23).
 */
async function fewIds({ read }: ViewDeps, query: Knex.QueryBuilder): Promise<string[] | null> {
  const found: { id: string }[] = await read
    .withMaterialized('meant', query)
    .from('meant')
    .select('id')
    .limit(mostNamed + 1)
  return found.length > mostNamed ? null : found.map(({ id }) => id)
}
const mostNamed = 100

/**
 * Whether so much matches that walking is quicker. PostgreSQL guesses, and where it guesses too much for a rare word it
 * reads every case there is: 3 s at a million (measured 2026-11-23). So we look. SQLite guesses well enough.
 */
const isCommon = (deps: ViewDeps, query: Knex.QueryBuilder): Promise<boolean> =>
  deps.engine === 'sqlite' ? Promise.resolve(false) : atLeast(deps.read, query, 10_000)

/** "CX-10482", "cx10482" or a bare "10482". */
export const referenceNumbers = (q: string): number[] => {
  const bare = /^\s*(\d{4,9})\s*$/.exec(q)?.[1]
  return bare === undefined
    ? findReferences(q).map((reference) => Number(reference.replace(/\D/g, '')))
    : [Number(bare)]
}
