/** A group case and its members, or the group that a sub-file belongs to. Sealed sub-files are behind the wall. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import { claimWords } from '../contract/deadline-words.ts'
import type { GroupMember, GroupView, PasteAnswer } from '../contract/group-api.ts'
import { formatReference } from '../domain/case-reference.ts'
import { dayInWords, daysBetween } from '../domain/deadlines/day.ts'
import { comesNext, type Deadline } from '../domain/deadlines/deadline.ts'
import { type LineAnswer, whyItStays } from '../domain/group-case.ts'
import { dayIn } from '../domain/missed.ts'
import type { Case } from '../domain/records.ts'
import { caseBriefs, memberBriefs, personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

const most = 1_000
const staysWords = {
  closed: 'Closed',
  sealed: 'Sealed: closed by itself',
  'deadline-live': 'A legal date is live',
} as const

/** Null: no such case. */
export async function groupView(deps: ViewDeps, caseId: string): Promise<GroupView | null> {
  const { read } = deps
  const found: unknown = await selectFrom(read, tables.cases).where({ id: caseId }).first()
  if (!found) return null
  const shown = tables.cases.decode(found)
  const isGroup = (await read('group_cases').where({ case_id: caseId }).first('case_id')) !== undefined
  const link: { group_id: string } | undefined = await read('sub_files')
    .where({ case_id: caseId })
    .first('group_id')
  const isSealed = (await read('case_seals').where({ case_id: caseId }).first('case_id')) !== undefined
  const rows: unknown[] = isGroup
    ? await selectFrom(read, tables.cases)
        .whereIn('cases.id', read('sub_files').where({ group_id: caseId }).select('sub_files.case_id'))
        .orderBy('cases.number')
        .limit(most)
    : []
  const cases = rows.map((row) => tables.cases.decode(row))
  const groups = await caseBriefs(read, [link?.group_id ?? null])
  return {
    members: isGroup ? await membersOf(deps, cases) : null,
    sites: await sitesOf(read, cases),
    add: isSealed ? when(false, 'group-sealed') : when(shown.status !== 'closed', 'case-closed'),
    partOf: link === undefined ? null : (groups.get(link.group_id) ?? null),
  }
}

async function membersOf({ read, clock }: ViewDeps, cases: readonly Case[]): Promise<GroupMember[]> {
  const ids = cases.map(({ id }) => id)
  const dateRows: unknown[] = await selectFrom(read, tables.deadlines)
    .whereIn('case_id', ids)
    .whereIn('state', ['proposed', 'confirmed'])
  const dates = dateRows.map((row) => tables.deadlines.decode(row))
  const sealedRows: { case_id: string }[] = await read('case_seals').whereIn('case_id', ids).select('case_id')
  const sealed = new Set(sealedRows.map((row) => row.case_id))
  const members = await memberBriefs(
    read,
    cases.map(({ memberId }) => memberId),
  )
  const people = await personBriefs(
    read,
    cases.map(({ ownerId }) => ownerId),
  )
  const today = dayIn('Europe/London', clock.now())
  const next = (one: Deadline) => comesNext(one, today)
  const told = cases.map((one) => {
    const live = dates
      .filter(({ caseId }) => caseId === one.id)
      .toSorted((a, b) => (next(a) < next(b) ? -1 : 1))
    const [nearest] = live
    const stays = whyItStays({
      isClosed: one.status === 'closed',
      isSealed: sealed.has(one.id),
      liveDates: live.length,
    })
    return {
      on: nearest === undefined ? '9999-12-31' : next(nearest),
      shown: {
        caseId: one.id,
        reference: formatReference(one.number),
        status: one.status,
        owner: one.ownerId === null ? null : (people.get(one.ownerId) ?? null),
        member: one.memberId === null ? null : (members.get(one.memberId) ?? null),
        nextDate:
          nearest === undefined
            ? null
            : {
                claim: claimWords[nearest.facts.claim],
                words: dayInWords(next(nearest)),
                daysLeft: daysBetween(today, next(nearest)),
                isConfirmed: nearest.state === 'confirmed',
              },
        stays: stays === null ? null : { is: stays, words: staysWords[stays] },
      } satisfies GroupMember,
    }
  })
  return told.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map(({ shown }) => shown)
}

/** Only what whoever looks may know is counted. */
async function sitesOf(read: Knex, cases: readonly Case[]): Promise<GroupView['sites']> {
  const memberIds = cases.flatMap(({ memberId }) => (memberId === null ? [] : [memberId]))
  if (memberIds.length === 0) return []
  const here: { id: string; name: string; n: number | string }[] = await read('members')
    .join('workplaces', 'workplaces.id', 'members.workplace_id')
    .whereIn('members.id', memberIds)
    .groupBy('workplaces.id', 'workplaces.name')
    .select({ id: 'workplaces.id', name: 'workplaces.name' })
    .count({ n: '*' })
  const all: { id: string; n: number | string }[] = await read('members')
    .whereIn(
      'members.workplace_id',
      here.map(({ id }) => id),
    )
    .groupBy('members.workplace_id')
    .select({ id: 'members.workplace_id' })
    .count({ n: '*' })
  const allAt = new Map(all.map(({ id, n }) => [id, Number(n)]))
  return here
    .map(({ id, name, n }) => ({ workplace: name, inGroup: Number(n), members: allAt.get(id) ?? Number(n) }))
    .toSorted((a, b) => b.inGroup - a.inGroup || (a.workplace < b.workplace ? -1 : 1))
}

const answerWords = {
  'already-in': 'In the group already',
  several: 'Several members have this number: add the right one',
  'not-found': 'Nobody found who can be added',
  unreadable: 'Not a membership number, a phone number or a case',
  closed: 'This case is closed: reopen it first, or add the member by number',
  'no-member': 'This case has no member: say whose it is first',
  'in-another-group': 'This case is a sub-file of another group',
} as const

/** What became of each line, with the members it means. */
export async function pasteAnswers(
  { read }: ViewDeps,
  answers: readonly LineAnswer[],
): Promise<PasteAnswer[]> {
  const idsOf = (one: LineAnswer) =>
    one.answer === 'several' ? one.memberIds : 'memberId' in one ? [one.memberId] : []
  const members = await memberBriefs(read, answers.flatMap(idsOf))
  return answers.map((one) => ({
    line: one.line,
    answer: one.answer,
    words:
      one.answer === 'added'
        ? one.isNew
          ? 'Added, with a sub-file of their own'
          : 'Added: this case is their sub-file now'
        : answerWords[one.answer],
    members: idsOf(one).flatMap((id) => members.get(id) ?? []),
  }))
}
