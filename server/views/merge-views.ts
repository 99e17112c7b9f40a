/** Two records beside each other before they are merged, what was merged into one, and who might be the same (F90). */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { MergeCompareView, MergeSide, MergesView } from '../contract/merge-api.ts'
import { mergeFieldWords } from '../contract/merge-words.ts'
import { dayInWords } from '../domain/deadlines/day.ts'
import { type MemberMerge, type MergeField, mayUndo, mergeFields } from '../domain/member-merge.ts'
import { displayNumber } from '../domain/phone-number.ts'
import type { Member } from '../domain/records.ts'
import { personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

type Row = Member & { mergedInto: string | null; branch: string | null; workplace: string | null }

async function rowsOf(read: Knex, ids: readonly string[]): Promise<Row[]> {
  const rows: (Pick<Row, 'mergedInto' | 'branch' | 'workplace'> & Record<string, unknown>)[] =
    await selectFrom(read, tables.members)
      .leftJoin('branches', 'branches.id', 'members.branch_id')
      .leftJoin('workplaces', 'workplaces.id', 'members.workplace_id')
      .whereIn('members.id', [...ids])
      .select({ mergedInto: 'members.merged_into', branch: 'branches.name', workplace: 'workplaces.name' })
  return rows.map((row) => ({
    ...tables.members.decode(row),
    mergedInto: row.mergedInto,
    branch: row.branch,
    workplace: row.workplace,
  }))
}

const shownAs = (row: Row, field: MergeField): string => {
  switch (field) {
    case 'branchId':
      return row.branch ?? ''
    case 'workplaceId':
      return row.workplace ?? ''
    case 'joinedOn':
      return row.joinedOn === null ? '' : dayInWords(row.joinedOn)
    case 'chips':
      return row.chips.join(', ')
    case 'firstName':
    case 'lastName':
    case 'email':
    case 'status':
    case 'jobTitle':
      return row[field] ?? ''
  }
}

/** Null: no such member. `other`: an id, or a membership number. */
export async function mergeCompareView(
  deps: ViewDeps,
  memberId: string,
  other: string,
): Promise<MergeCompareView | null> {
  const { read } = deps
  const named: { id: string } | undefined = await read('members')
    .where({ id: other })
    .orWhere({ membership_number: other.trim().toUpperCase() })
    .first('id')
  const rows = await rowsOf(read, [memberId, named?.id ?? ''])
  const [keeper, second] = [rows.find(({ id }) => id === memberId), rows.find(({ id }) => id === named?.id)]
  if (!keeper || !second) return null
  return {
    keeper: await sideOf(read, keeper),
    other: await sideOf(read, second),
    fields: mergeFields.map((field) => ({
      field,
      label: mergeFieldWords[field],
      keeper: shownAs(keeper, field),
      other: shownAs(second, field),
      isSame: shownAs(keeper, field) === shownAs(second, field),
    })),
    merge:
      keeper.id === second.id
        ? when(false, 'merge-same')
        : when(keeper.mergedInto === null && second.mergedInto === null, 'merged-already'),
  }
}

async function sideOf(read: Knex, row: Row): Promise<MergeSide> {
  const count = async (query: Knex.QueryBuilder): Promise<number> =>
    Number(((await query.count({ n: '*' })) as { n: number | string }[])[0]?.n ?? 0)
  const of = { member_id: row.id }
  const cases = await count(read('cases').where(of))
  const open = await count(read('cases').where(of).whereNull('closed_at'))
  const contacts = await count(read('contacts').where(of))
  const phones: { number: string }[] = await read('phones')
    .join('member_phones', 'member_phones.phone_id', 'phones.id')
    .where('member_phones.member_id', row.id)
    .orderBy('phones.number')
    .select('phones.number')
  const authorities = await count(read('authorities').where(of).whereNull('withdrawn_at'))
  const wishes = await count(read('safe_contacts').where(of))
  const needs = await count(read('member_needs').where(of))
  return {
    id: row.id,
    version: row.version,
    name: `${row.firstName} ${row.lastName}`,
    membershipNumber: row.membershipNumber,
    has: [
      cases === 0 ? 'no case' : `${cases} ${cases === 1 ? 'case' : 'cases'}, ${open} open`,
      `${contacts} calls and texts`,
      ...phones.map(({ number }) => displayNumber(number)),
      ...(authorities === 0 ? [] : [`${authorities} who may speak for them`]),
      ...(wishes === 0 ? [] : ['wishes about contact']),
      ...(needs === 0 ? [] : ['needs']),
    ],
  }
}

/** Null: no such member. */
export async function mergesView(deps: ViewDeps, memberId: string): Promise<MergesView | null> {
  const { read, clock } = deps
  const [member] = await rowsOf(read, [memberId])
  if (!member) return null
  const rows: unknown[] = await selectFrom(read, tables.merges)
    .where({ keeper_id: memberId })
    .orderBy('merged_at', 'desc')
    .limit(50)
  const merges: MemberMerge[] = rows.map((row) => tables.merges.decode(row))
  const people = await personBriefs(
    read,
    merges.flatMap(({ mergedBy, undoneBy }) => [mergedBy, undoneBy]),
  )
  const others = await rowsOf(
    read,
    merges.map(({ otherId }) => otherId),
  )
  const somebody = (id: string) => people.get(id) ?? { id, name: 'Somebody', initials: '' }
  return {
    memberId,
    merges: merges.map((one) => {
      const other = others.find(({ id }) => id === one.otherId)
      const no = mayUndo(one, clock.now())
      return {
        id: one.id,
        of: other ? `${other.firstName} ${other.lastName}, ${other.membershipNumber}` : 'A record',
        why: one.why,
        by: somebody(one.mergedBy),
        at: one.mergedAt,
        undo: no === null ? { allowed: true } : when(false, no.refused),
        undone:
          one.undoneBy === null || one.undoneAt === null
            ? null
            : { by: somebody(one.undoneBy), at: one.undoneAt, why: one.undoneWhy ?? '' },
      }
    }),
    alike: await alikeTo(deps, member),
  }
}

const mostAlike = 5
const mostOfOneName = 50

/** Of the same name, and something else in common; a name alone is shared by strangers. */
async function alikeTo({ read, engine }: ViewDeps, member: Row): Promise<MergesView['alike']> {
  const same = (column: string) =>
    engine === 'sqlite'
      ? `members.${column} COLLATE NOCASE = ?`
      : `lower(members.${column}) COLLATE "C" = lower(?) COLLATE "C"`
  const named: { id: string }[] = await read('members')
    .whereRaw(same('last_name'), [member.lastName])
    .whereRaw(same('first_name'), [member.firstName])
    .whereNull('members.merged_into')
    .whereNot('members.id', member.id)
    .orderBy('members.id')
    .limit(mostOfOneName)
    .select('members.id')
  if (named.length === 0) return []
  const rows = await rowsOf(
    read,
    named.map(({ id }) => id),
  )
  const sharing: { id: string }[] = await read('member_phones as theirs')
    .join('member_phones as own', 'own.phone_id', 'theirs.phone_id')
    .where('own.member_id', member.id)
    .whereIn(
      'theirs.member_id',
      named.map(({ id }) => id),
    )
    .distinct({ id: 'theirs.member_id' })
  return rows
    .map((row) => ({
      row,
      because: [
        sharing.some(({ id }) => id === row.id) ? 'telephone number' : '',
        row.email !== null && row.email.toLowerCase() === member.email?.toLowerCase() ? 'email' : '',
        row.workplaceId !== null && row.workplaceId === member.workplaceId ? 'workplace' : '',
        row.branchId !== null && row.branchId === member.branchId ? 'branch' : '',
      ].filter((word) => word !== ''),
    }))
    .filter(({ because }) => because.length > 0)
    .toSorted((a, b) => b.because.length - a.because.length)
    .slice(0, mostAlike)
    .map(({ row, because }) => ({
      id: row.id,
      name: `${row.firstName} ${row.lastName}`,
      membershipNumber: row.membershipNumber,
      because: `the same name and ${because.join(' and ')}`,
    }))
}
