/** Search on both engines, behind one function per thing searched. Words are prefixes and all must be found; order is not by rank. */
import type { Knex } from 'knex'
import type { ViewDeps } from './view-deps.ts'

/** Letters and digits only: nothing a person types can be query syntax. */
export const wordsOf = (q: string): string[] =>
  q
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 6)

/** Narrows a query of members to those whose name or number words start with all of these. */
export function membersMatching(
  { engine }: ViewDeps,
  query: Knex.QueryBuilder,
  words: readonly string[],
): Knex.QueryBuilder {
  return engine === 'sqlite'
    ? query.whereRaw('members.rowid IN (SELECT rowid FROM members_fts WHERE members_fts MATCH ?)', [
        fts(words),
      ])
    : query.whereRaw(
        `to_tsvector('simple', members.first_name || ' ' || members.last_name || ' ' || members.membership_number) @@ to_tsquery('simple', ?)`,
        [tsquery(words)],
      )
}

/** Narrows a query of cases to those whose title words start with all of these. */
export function casesMatching(
  { engine }: ViewDeps,
  query: Knex.QueryBuilder,
  words: readonly string[],
): Knex.QueryBuilder {
  return engine === 'sqlite'
    ? query.whereRaw('cases.rowid IN (SELECT rowid FROM cases_fts WHERE cases_fts MATCH ?)', [fts(words)])
    : query.whereRaw(`to_tsvector('simple', cases.title) @@ to_tsquery('simple', ?)`, [tsquery(words)])
}

const fts = (words: readonly string[]): string => words.map((word) => `"${word}"*`).join(' ')
const tsquery = (words: readonly string[]): string => words.map((word) => `${word}:*`).join(' & ')
