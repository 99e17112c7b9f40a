/** The short forms of people, members, cases and callers that every screen shows, loaded for many at once. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CallerView, CaseBrief, MemberBrief, PersonBrief } from '../contract/briefs.ts'
import { formatReference } from '../domain/case-reference.ts'
import { displayNumber } from '../domain/phone-number.ts'
import type { Case } from '../domain/records.ts'
import { withoutMembership } from './hidden-membership.ts'
import { byId, idsOf } from './view-deps.ts'

export async function personBriefs(
  read: Knex,
  ids: readonly (string | null)[],
): Promise<Map<string, PersonBrief>> {
  const wanted = idsOf(ids)
  if (wanted.length === 0) return new Map()
  const rows: PersonBrief[] = await read('people').whereIn('id', wanted).select('id', 'name', 'initials')
  return byId(rows)
}

interface MemberRow {
  id: string
  membershipNumber: string
  firstName: string
  lastName: string
  status: string
  chips: string
  branch: string | null
  workplace: string | null
  employer: string | null
}

/** Of several who share a number (F83): a first name and a branch, to ask for the rest. */
const firstNameOnly = (brief: MemberBrief): MemberBrief => ({
  ...withoutMembership(brief),
  name: brief.name.split(' ')[0] ?? '',
})

/** A query of members with branch, employer and workplace names; add where, order and limit. */
export const memberRows = (read: Knex): Knex.QueryBuilder =>
  read('members')
    .leftJoin('branches', 'branches.id', 'members.branch_id')
    .leftJoin('workplaces', 'workplaces.id', 'members.workplace_id')
    .leftJoin('employers', 'employers.id', 'workplaces.employer_id')
    .select({
      id: 'members.id',
      membershipNumber: 'members.membership_number',
      firstName: 'members.first_name',
      lastName: 'members.last_name',
      status: 'members.status',
      chips: 'members.chips',
      branch: 'branches.name',
      workplace: 'workplaces.name',
      employer: 'employers.name',
    })

export const memberBrief = (row: MemberRow): MemberBrief => ({
  id: row.id,
  membershipNumber: row.membershipNumber,
  name: `${row.firstName} ${row.lastName}`,
  branch: row.branch,
  employer: row.employer,
  workplace: row.workplace,
  status: row.status,
  chips: chipsOf(row.chips),
  isMembershipHidden: false,
})

const chipsOf = (text: string): string[] => {
  const chips: unknown = JSON.parse(text)
  return Array.isArray(chips) ? chips.filter((chip) => typeof chip === 'string') : []
}

export async function memberBriefs(
  read: Knex,
  ids: readonly (string | null)[],
): Promise<Map<string, MemberBrief>> {
  const wanted = idsOf(ids)
  if (wanted.length === 0) return new Map()
  const rows: MemberRow[] = await memberRows(read).whereIn('members.id', wanted)
  return byId(rows.map(memberBrief))
}

export const caseBrief = (row: Case, people: ReadonlyMap<string, PersonBrief>): CaseBrief => ({
  id: row.id,
  reference: formatReference(row.number),
  title: row.title,
  status: row.status,
  owner: row.ownerId === null ? null : (people.get(row.ownerId) ?? null),
  nextStep:
    row.nextStep === null || row.nextStepDue === null ? null : { what: row.nextStep, due: row.nextStepDue },
  lastContactAt: row.lastContactAt,
})

export async function caseBriefs(
  read: Knex,
  ids: readonly (string | null)[],
): Promise<Map<string, CaseBrief>> {
  const wanted = idsOf(ids)
  if (wanted.length === 0) return new Map()
  const rows: unknown[] = await selectFrom(read, tables.cases).whereIn('id', wanted)
  return briefsOf(
    read,
    rows.map((row) => tables.cases.decode(row)),
  )
}

async function briefsOf(read: Knex, cases: readonly Case[]): Promise<Map<string, CaseBrief>> {
  const people = await personBriefs(
    read,
    cases.map((c) => c.ownerId),
  )
  return byId(cases.map((c) => caseBrief(c, people)))
}

/** Open cases of these members, latest contact first, and of numbers that belong to no member. */
async function openCases(
  read: Knex,
  memberIds: readonly string[],
  numbers: readonly string[],
): Promise<{ row: Case; brief: CaseBrief }[]> {
  if (memberIds.length === 0 && numbers.length === 0) return []
  const rows: unknown[] = await selectFrom(read, tables.cases)
    .whereNull('closed_at')
    .where(
      (q) =>
        void q
          .whereIn('member_id', [...memberIds])
          .orWhere((n) => void n.whereNull('member_id').whereIn('caller_number', [...numbers])),
    )
    .orderBy([
      { column: 'updated_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(50)
  const cases = rows.map((row) => tables.cases.decode(row))
  const briefs = await briefsOf(read, cases)
  return cases.flatMap((row) => {
    const brief = briefs.get(row.id)
    return brief ? [{ row, brief }] : []
  })
}

export interface CallerFacts {
  key: string
  callerNumber: string | null
  memberId: string | null
  /** They are on the line and not verified (verification.ts). */
  isMembershipHidden?: boolean
}

/**
 * Who is on the other end, for many contacts at once. An identified member is the answer; otherwise every member who
 * has the number. A number is a hint, never proof: several are all shown, none is chosen.
 */
export async function callerViews(
  read: Knex,
  facts: readonly CallerFacts[],
): Promise<Map<string, CallerView>> {
  const numbers = idsOf(facts.map((f) => f.callerNumber))
  const owners: { number: string; memberId: string }[] =
    numbers.length === 0
      ? []
      : await read('phones')
          .join('member_phones', 'member_phones.phone_id', 'phones.id')
          .whereIn('phones.number', numbers)
          .select({ number: 'phones.number', memberId: 'member_phones.member_id' })
  const members = await memberBriefs(read, [
    ...owners.map((o) => o.memberId),
    ...facts.map((f) => f.memberId),
  ])
  const cases = await openCases(read, [...members.keys()], numbers)
  return new Map(facts.map((fact) => [fact.key, callerView(fact, owners, members, cases)]))
}

function callerView(
  fact: CallerFacts,
  owners: readonly { number: string; memberId: string }[],
  members: ReadonlyMap<string, MemberBrief>,
  cases: readonly { row: Case; brief: CaseBrief }[],
): CallerView {
  const identified = fact.memberId === null ? undefined : members.get(fact.memberId)
  const candidates = identified
    ? [identified]
    : owners
        .filter((o) => o.number === fact.callerNumber)
        .flatMap((o) => members.get(o.memberId) ?? [])
        .toSorted((a, b) => a.name.localeCompare(b.name))
  const number = fact.callerNumber === null ? null : displayNumber(fact.callerNumber)
  const ids = new Set(candidates.map((m) => m.id))
  const openOnes = cases
    .filter(({ row }) =>
      row.memberId === null
        ? candidates.length === 0 && fact.callerNumber !== null && row.callerNumber === fact.callerNumber
        : ids.has(row.memberId),
    )
    .map(({ brief }) => brief)
  const [only, second] = candidates
  const base = {
    number,
    members:
      fact.isMembershipHidden !== true
        ? candidates
        : candidates.length > 1
          ? candidates.map(firstNameOnly)
          : candidates.map(withoutMembership),
    openCases: openOnes,
  }
  if (only && !second) return { kind: 'member', title: only.name, ...base }
  if (second) return { kind: 'several', title: `${candidates.length} possible members`, ...base }
  return number === null
    ? { kind: 'withheld', title: 'Withheld number', ...base }
    : { kind: 'unknown', title: number, ...base }
}
