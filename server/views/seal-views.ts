/** Who may know a case, and the openings of sealed cases that data protection looks at. */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import type { CaseSealView, OpeningsView } from '../contract/seal-views.ts'
import { formatReference } from '../domain/case-reference.ts'
import { rolesThatMay } from '../domain/permissions.ts'
import { personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

/** Null: no such case for this person. */
export async function sealView(
  { read, clock }: ViewDeps,
  caseId: string,
  personId: string,
): Promise<CaseSealView | null> {
  const found: { owner_id: string | null } | undefined = await read('cases')
    .where({ id: caseId })
    .first('owner_id')
  if (!found) return null
  const row: unknown = await selectFrom(read, tables.caseSeals).where({ case_id: caseId }).first()
  const seal = row === undefined ? null : tables.caseSeals.decode(row)
  const rows: unknown[] = await selectFrom(read, tables.caseStandings)
    .where({ case_id: caseId })
    .orderBy(['at', 'person_id'])
  const standings = rows.map((each) => tables.caseStandings.decode(each))
  const glass: { ends_at: string } | undefined = await read('case_openings')
    .where({ case_id: caseId, person_id: personId })
    .where('ends_at', '>', clock.now())
    .orderBy('ends_at', 'desc')
    .first('ends_at')
  const everybody: PersonBrief[] = await read('people')
    .whereNull('left_at')
    .whereIn('id', read('person_roles').whereIn('role', rolesThatMay('read-cases')).select('person_id'))
    .orderBy('name')
    .select('id', 'name', 'initials')
  const briefs = await personBriefs(read, [
    found.owner_id,
    seal?.sealedBy ?? null,
    ...standings.map((one) => one.personId),
  ])
  const isNamed = standings.some((one) => one.personId === personId && one.standing === 'named')
  const standing = (word: string) =>
    standings.filter((one) => one.standing === word).flatMap((one) => briefs.get(one.personId) ?? [])
  const known = new Set([found.owner_id, ...standings.map((one) => one.personId)])
  return {
    caseId,
    seal: seal && {
      why: seal.why,
      at: seal.sealedAt,
      by: briefs.get(seal.sealedBy)?.name ?? 'Somebody',
      hasOtherSide: seal.opposedCaseId !== null,
    },
    owner: found.owner_id === null ? null : (briefs.get(found.owner_id) ?? null),
    named: standing('named'),
    conflicted: standing('conflicted'),
    others: everybody.filter(({ id }) => !known.has(id)),
    openUntil: found.owner_id === personId || isNamed ? null : (glass?.ends_at ?? null),
    isDecider: seal === null || found.owner_id === personId || isNamed,
  }
}

const most = 100

/** Newest first. */
export async function openingsView({ read, clock }: ViewDeps): Promise<OpeningsView> {
  const rows: unknown[] = await selectFrom(read, tables.caseOpenings)
    .orderBy([
      { column: 'opened_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(most)
  const found = rows.map((row) => tables.caseOpenings.decode(row))
  const people = await personBriefs(
    read,
    found.flatMap((one) => [one.personId, one.seenBy]),
  )
  const cases: { id: string; number: number }[] = await read('cases')
    .whereIn(
      'id',
      found.map((one) => one.caseId),
    )
    .select('id', 'number')
  const numbers = new Map(cases.map(({ id, number }) => [id, number]))
  const openings = found.map((one) => ({
    id: one.id,
    caseId: one.caseId,
    reference: formatReference(numbers.get(one.caseId) ?? 0),
    by: people.get(one.personId)?.name ?? 'Somebody',
    why: one.why,
    openedAt: one.openedAt,
    endsAt: one.endsAt,
    isOver: one.endsAt <= clock.now(),
    seen:
      one.seenAt === null ? null : { by: people.get(one.seenBy ?? '')?.name ?? 'Somebody', at: one.seenAt },
  }))
  return { openings, unseen: openings.filter(({ seen }) => seen === null).length }
}
