/** What a member needs: on their page, at the ring, in the call, beside a case. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { NeedsView } from '../contract/needs-api.ts'
import { needWords } from '../contract/needs-words.ts'
import { type MemberNeeds, memberNeedKinds } from '../domain/member-needs.ts'
import { languageName } from '../domain/person.ts'
import { offeredLanguages } from './admin-people-view.ts'
import { personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

export async function memberNeedsOf(read: Knex, memberId: string | null): Promise<MemberNeeds | null> {
  if (memberId === null) return null
  const row: unknown = await selectFrom(read, tables.memberNeeds).where({ member_id: memberId }).first()
  return row ? tables.memberNeeds.decode(row) : null
}

const named = (code: string) => languageName(code) ?? code

/** In sentences, in the order of their list; a language first, because it decides whether a talk is possible at all. */
export const needLines = (found: MemberNeeds | null): string[] =>
  found === null
    ? []
    : [
        ...(found.language === null ? [] : [`Speaks ${named(found.language)}: ask in an interpreter`]),
        ...memberNeedKinds.filter((kind) => found.needs.includes(kind)).map((kind) => needWords[kind]),
        ...(found.words === '' ? [] : [found.words]),
      ]

/** For whoever rings or is rung: as above, and whether they speak the language themselves. */
export async function needsAtRing(
  read: Knex,
  memberId: string | null,
  forPersonId: string,
): Promise<string[]> {
  const found = await memberNeedsOf(read, memberId)
  if (found === null) return []
  const [first, ...others] = needLines(found)
  if (found.language === null || first === undefined) return needLines(found)
  const row: unknown = await selectFrom(read, tables.people).where({ id: forPersonId }).first()
  const speaks = row ? tables.people.decode(row).languages.includes(found.language) : false
  return [speaks ? `Speaks ${named(found.language)}, as you do` : first, ...others]
}

/** Null: no such member. */
export async function needsView({ read }: ViewDeps, memberId: string): Promise<NeedsView | null> {
  if (!(await read('members').where({ id: memberId }).first('id'))) return null
  const found = await memberNeedsOf(read, memberId)
  const people = await personBriefs(read, [found?.changedBy ?? null])
  const codes = new Set([...offeredLanguages, ...(found?.language ? [found.language] : [])])
  return {
    version: found?.version ?? 0,
    needs: found?.needs ?? [],
    language: found?.language ?? null,
    words: found?.words ?? '',
    lines: needLines(found),
    changed: found === null ? null : { by: people.get(found.changedBy) ?? null, at: found.changedAt },
    languages: [...codes]
      .map((code) => ({ code, name: named(code) }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  }
}
