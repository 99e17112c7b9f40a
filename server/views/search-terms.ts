/** Search on both engines, behind one function per thing searched. Words are prefixes and all must be found; order is not by rank. */
import type { Knex } from 'knex'
import { normaliseNumber } from '../domain/phone-number.ts'
import type { ViewDeps } from './view-deps.ts'

/**
 * Letters and digits only: nothing a person types can be query syntax. The letter of "M-204117" goes: beside a number it
 * narrows nothing, and PostgreSQL reads every word that starts with it (80 ms at 1.4 million members, measured 2026-11-23).
 */
export const wordsOf = (q: string): string[] => {
  const words = q
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 6)
  const hasNumber = words.some((word) => /^\d{3,}$/.test(word))
  return hasNumber ? words.filter((word) => !/^\p{L}$/u.test(word)) : words
}

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

/** Narrows members to those meant: all digits look like a number first, otherwise words. */
export function matching(deps: ViewDeps, query: Knex.QueryBuilder, q: string): Knex.QueryBuilder {
  const typed = q.trim()
  if (typed === '') return query
  const digits = typed.replace(/\D/g, '')
  if (/^[+\d\s()/.-]+$/.test(typed) && digits.length >= 6) {
    return query.whereIn('members.id', membersByDigits(deps, typed, digits))
  }
  const words = wordsOf(typed)
  if (words.length === 0) return query.whereRaw('1 = 0')
  const number = /^([a-z]{1,4})[\s-]*(\d{3,})$/i.exec(typed)
  if (!number) return membersMatching(deps, query, words)
  // PostgreSQL's text search takes the dash of "M-204117" for a minus: a membership number is looked up as it is, too.
  const letters = number[1]?.toUpperCase() ?? ''
  // One list of ids: beside an OR of two, PostgreSQL would read every member. The number of a record that was merged leads
  // to the one that stays.
  const { read } = deps
  return query.whereIn(
    'members.id',
    read('members as known')
      .select(read.raw('coalesce(known.merged_into, known.id)'))
      .whereIn('known.membership_number', [`${letters}-${number[2]}`, `${letters}${number[2]}`])
      .union(membersMatching(deps, read('members').select('members.id'), words)),
  )
}

/** Who has this number, or a membership number or telephone number that ends in these six digits. */
function membersByDigits({ read, engine }: ViewDeps, typed: string, digits: string): Knex.QueryBuilder {
  const e164 = normaliseNumber(typed)
  const lastSix = engine === 'sqlite' ? 'substr(phones.number, -6) = ?' : 'right(phones.number, 6) = ?'
  return read('member_phones')
    .join('phones', 'phones.id', 'member_phones.phone_id')
    .select('member_phones.member_id')
    .where(
      (q) => void (e164 === null ? q.whereRaw(lastSix, [digits.slice(-6)]) : q.where('phones.number', e164)),
    )
    .union(
      read('members')
        .whereIn('membership_number', [`M-${digits}`, typed])
        .select(read.raw('coalesce(merged_into, id)')),
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

/** Words as a question to SQLite's index: each begins a word. */
export const fts = (words: readonly string[]): string => words.map((word) => `"${word}"*`).join(' ')
/** The same for PostgreSQL's. */
export const tsquery = (words: readonly string[]): string => words.map((word) => `${word}:*`).join(' & ')
