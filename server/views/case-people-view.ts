import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import type { CasePeopleView } from '../contract/case-people-api.ts'
import { rolesThatMay } from '../domain/permissions.ts'
import type { ViewDeps } from './view-deps.ts'

/** Who is on a case beside its owner. Null: no such case. */
export async function casePeopleView(
  { read }: ViewDeps,
  caseId: string,
  personId: string,
): Promise<CasePeopleView | null> {
  const found: { ownerId: string | null; updatedAt: string } | undefined = await read('cases')
    .where({ id: caseId })
    .first({ ownerId: 'owner_id', updatedAt: 'updated_at' })
  if (!found) return null
  const rows: unknown[] = await selectFrom(read, tables.casePeople)
    .where({ case_id: caseId })
    .orderBy(['role', 'at', 'person_id'])
  const people = rows.map((row) => tables.casePeople.decode(row))
  const everybody: PersonBrief[] = await read('people')
    .whereNull('left_at')
    .whereIn('id', read('person_roles').whereIn('role', rolesThatMay('read-cases')).select('person_id'))
    .orderBy('name')
    .select('id', 'name', 'initials')
  const mine = people.find((one) => one.personId === personId)
  return {
    people: people.flatMap(({ personId: id, role }) => {
      const person = everybody.find((one) => one.id === id)
      return person === undefined ? [] : [{ person, role }]
    }),
    mine: mine?.role ?? null,
    isOwner: found.ownerId === personId,
    hasNews: mine !== undefined && found.updatedAt > mine.seenAt,
    others: everybody.filter(({ id }) => id !== found.ownerId && !people.some((one) => one.personId === id)),
  }
}
