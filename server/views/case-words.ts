/**
 * Cases by what was written or said on them: notes, contacts by hand, notes of calls, the team's notes, voicemails written down. The table
 * case_words holds each piece; triggers keep it (migration find-cases-by-what-was-written).
 *
 * A common word is on hundreds of thousands of cases, and neither engine's index of words gives them in the order of the
 * list. So the newest are looked at first, one by one: where they fill the page, that is the page. Where they do not, the
 * word is rare enough to be asked of the index.
 */
import type { Knex } from 'knex'
import type { FoundWords } from '../contract/case-words.ts'
import { atLeast } from './paging.ts'
import { fts, tsquery } from './search-terms.ts'
import type { ViewDeps } from './view-deps.ts'

/** Looking at one case costs some 15 µs. */
const looked = 5_000
/** As many among those: counting all that there are would read a large part of everything that was ever written. */
const common = 100

/** Of the cases of `among` (their columns as `selectFrom` names them), newest first, those on which these words were written. */
export async function writtenOn(
  deps: ViewDeps,
  among: () => Knex.QueryBuilder,
  words: readonly string[],
  limit: number,
): Promise<unknown[]> {
  const newest = await lookedAt(deps, among, words, limit)
  return newest.length === limit ? newest : await byIndex(deps, among(), words).limit(limit)
}

/** The ids of those cases, at most `limit`; `isAll` is false where there are more than were counted. */
export async function writtenIds(
  deps: ViewDeps,
  among: () => Knex.QueryBuilder,
  words: readonly string[],
  limit: number,
): Promise<{ ids: string[]; isAll: boolean }> {
  const idsOf = (rows: readonly unknown[]) => (rows as { id: string }[]).map(({ id }) => id)
  const newest = idsOf(await lookedAt(deps, among, words, limit))
  if (newest.length >= common)
    return { ids: newest, isAll: newest.length < limit && !(await atLeast(deps.read, among(), looked + 1)) }
  return { ids: idsOf(await byIndex(deps, among(), words).limit(limit)), isAll: true }
}

const lookedAt = (
  { read, engine }: ViewDeps,
  among: () => Knex.QueryBuilder,
  words: readonly string[],
  limit: number,
): Knex.QueryBuilder =>
  read
    .select('newest.*')
    .from(
      among()
        .orderBy([
          { column: 'cases.updated_at', order: 'desc' },
          { column: 'cases.id', order: 'desc' },
        ])
        .limit(looked)
        .as('newest'),
    )
    // OFFSET keeps PostgreSQL from turning the question round and reading every match first (knex leaves out one of 0). Who
    // may know the case is settled by `among`: asked again of each piece, by `read('case_words')`, it takes a millisecond
    // a case (measured 2026-11-23).
    .whereRaw(engine === 'postgres' ? 'EXISTS (? OFFSET 0)' : 'EXISTS ?', [
      amongWords(engine, read.select(read.raw('1')).from('case_words'), words).whereRaw(
        'case_words.case_id = newest.id',
      ),
    ])
    .orderBy([
      { column: 'newest.updatedAt', order: 'desc' },
      { column: 'newest.id', order: 'desc' },
    ])
    .limit(limit)

/** As a list made once: as a question within the question PostgreSQL would guess how long it is. */
const byIndex = (
  { read, engine }: ViewDeps,
  query: Knex.QueryBuilder,
  words: readonly string[],
): Knex.QueryBuilder => {
  const found = matchingWords(engine, read('case_words'), words).select('case_words.case_id')
  return (
    engine === 'postgres'
      ? query.whereRaw('cases.id = ANY(ARRAY(?))', [found])
      : query.whereIn('cases.id', found)
  ).orderByRaw("(cases.updated_at || '') DESC, cases.id DESC")
}

/** Of pieces that the words find. */
const matchingWords = (
  engine: ViewDeps['engine'],
  query: Knex.QueryBuilder,
  words: readonly string[],
): Knex.QueryBuilder =>
  engine === 'sqlite'
    ? query.whereRaw('case_words.n IN (SELECT rowid FROM case_words_fts WHERE case_words_fts MATCH ?)', [
        fts(words),
      ])
    : query.whereRaw(`case_words.terms @@ to_tsquery('simple', ?)`, [tsquery(words)])

/**
 * Of pieces that the case finds. The plus keeps SQLite from looking up every piece that has the word, for each case anew:
 * 22 s for a word of every note at 100,000 cases, and 0.1 s with it (measured 2026-11-23).
 */
const amongWords = (
  engine: ViewDeps['engine'],
  query: Knex.QueryBuilder,
  words: readonly string[],
): Knex.QueryBuilder =>
  engine === 'sqlite'
    ? query.whereRaw('+case_words.n IN (SELECT rowid FROM case_words_fts WHERE case_words_fts MATCH ?)', [
        fts(words),
      ])
    : matchingWords(engine, query, words)

/** For each of these cases where the words stand, the latest such place, with some words around the first of them. */
export async function placesOf(
  { read, engine }: ViewDeps,
  caseIds: readonly string[],
  words: readonly string[],
): Promise<Map<string, FoundWords>> {
  if (caseIds.length === 0 || words.length === 0) return new Map()
  const rows: { caseId: string; kind: FoundWords['kind']; words: string }[] = await amongWords(
    engine,
    read('case_words').whereIn('case_words.case_id', [...caseIds]),
    words,
  )
    .orderBy('case_words.id')
    .select({ caseId: 'case_words.case_id', kind: 'case_words.kind', words: 'case_words.words' })
  return new Map(rows.map((row) => [row.caseId, { kind: row.kind, words: excerpt(row.words, words) }]))
}

const before = 40
const longest = 140

/** Some words around the first that was asked for, on one line. */
export function excerpt(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const plain = line.toLowerCase()
  const first = Math.min(...words.map((word) => wordAt(plain, word)).filter((at) => at >= 0))
  const wanted = Number.isFinite(first) ? Math.max(0, first - before) : 0
  // From the start of a word on.
  const from = wanted === 0 ? 0 : line.indexOf(' ', wanted - 1) + 1
  const cut = line.slice(from, from + longest)
  const to = from + longest >= line.length ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), before))
  return `${from > 0 ? '… ' : ''}${to}${from + to.length < line.length ? ' …' : ''}`
}

const wordAt = (text: string, word: string): number => {
  let at = text.indexOf(word)
  while (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) at = text.indexOf(word, at + 1)
  return at
}
