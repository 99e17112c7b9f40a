/** Cases at branches: on the case, at the branch, and the pattern over all of them (N13). */
import type { Knex } from 'knex'
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import type {
  BranchChoicesView,
  BranchesView,
  BranchItem,
  CaseReferralsView,
  MyBranchView,
} from '../contract/referral-views.ts'
import type { WorkItem } from '../contract/work-views.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { Day } from '../domain/deadlines/day.ts'
import { comesNext } from '../domain/deadlines/deadline.ts'
import { dayIn } from '../domain/missed.ts'
import { rolesThatMay } from '../domain/permissions.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { isBack, type ReferralState } from '../domain/referrals/referral.ts'
import { personBriefs } from './briefs.ts'
import { mannersOf, mayContactViews } from './safe-contact-views.ts'
import type { ViewDeps } from './view-deps.ts'

const most = 100
const days = 90
/** So many of a branch's last ones are looked at for silence in a row. */
const lastOnes = 10

/** Null: no such case. */
export async function caseReferralsView(
  { read }: ViewDeps,
  caseId: string,
): Promise<CaseReferralsView | null> {
  const found: { memberId: string | null; branchId: string | null } | undefined = await read('cases')
    .leftJoin('members', 'members.id', 'cases.member_id')
    .where('cases.id', caseId)
    .first({ memberId: 'cases.member_id', branchId: 'members.branch_id' })
  if (!found) return null
  const rows: unknown[] = await selectFrom(read, tables.referrals)
    .where({ case_id: caseId })
    .orderBy([
      { column: 'sent_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(most)
  const referrals = rows.map((row) => tables.referrals.decode(row))
  const people = await personBriefs(
    read,
    referrals.flatMap(({ sentBy, answeredBy, takenBy }) => [sentBy, answeredBy, takenBy]),
  )
  const names = await branchNames(
    read,
    referrals.map(({ branchId }) => branchId),
  )
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? null))
  return {
    caseId,
    hasMember: found.memberId !== null,
    memberId: found.memberId,
    branchId: found.branchId,
    referrals: referrals.map((one) => ({
      id: one.id,
      version: one.version,
      state: one.state,
      branch: names.get(one.branchId) ?? '',
      ask: one.ask,
      sentAt: one.sentAt,
      sentBy: nameOf(one.sentBy) ?? '',
      dueAt: one.dueAt,
      answeredAt: one.answeredAt,
      answeredBy: nameOf(one.answeredBy),
      why: one.why,
      settledAt: one.settledAt,
      isBack: isBack(one),
      takenBy: nameOf(one.takenBy),
    })),
  }
}

const branchNames = async (read: Knex, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows: { id: string; name: string }[] =
    ids.length === 0
      ? []
      : await read('branches')
          .whereIn('id', [...new Set(ids)])
          .select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function branchChoicesView({ read }: ViewDeps): Promise<BranchChoicesView> {
  const branches: Omit<BranchChoicesView['branches'][number], 'people'>[] = await read('branches')
    .orderBy(['region', 'name', 'id'])
    .select('id', 'name', 'region')
  const people = await answering(read)
  return {
    branches: branches.map((one) => ({
      ...one,
      people: people.filter(({ branchId }) => branchId === one.id).length,
    })),
  }
}

/** Who answers for which branch: here still, and with the role still. */
const answering = async (read: Knex): Promise<(PersonBrief & { branchId: string })[]> =>
  read('branch_people')
    .join('people', 'people.id', 'branch_people.person_id')
    .whereNull('people.left_at')
    .whereExists(roleOf(read))
    .orderBy(['people.name', 'people.id'])
    .select({
      branchId: 'branch_people.branch_id',
      id: 'people.id',
      name: 'people.name',
      initials: 'people.initials',
    })
const roleOf = (read: Knex) =>
  read('person_roles')
    .select('role')
    .whereRaw('person_roles.person_id = people.id')
    .whereIn('role', rolesThatMay('answer-referrals'))

/** What was passed to the branches that this person answers for, and nothing else of any case. */
export async function myBranchView(deps: ViewDeps, personId: string): Promise<MyBranchView> {
  const { read } = deps
  const mine: { id: string; name: string }[] = await read('branch_people')
    .join('branches', 'branches.id', 'branch_people.branch_id')
    .where('branch_people.person_id', personId)
    .orderBy(['branches.name', 'branches.id'])
    .select({ id: 'branches.id', name: 'branches.name' })
  const rows: {
    id: string
    version: number
    state: BranchItem['state']
    ask: string
    sentAt: string
    dueAt: string
    answeredBy: string | null
    branchId: string
    caseId: string
    number: number
    title: string
    memberId: string
    firstName: string
    lastName: string
  }[] =
    mine.length === 0
      ? []
      : await read('referrals')
          .join('cases', 'cases.id', 'referrals.case_id')
          .join('members', 'members.id', 'cases.member_id')
          .whereIn(
            'referrals.branch_id',
            mine.map(({ id }) => id),
          )
          .whereNull('referrals.settled_at')
          .whereIn('referrals.state', ['waiting', 'accepted'] satisfies ReferralState[])
          .orderBy(['referrals.due_at', 'referrals.id'])
          .limit(most)
          .select({
            id: 'referrals.id',
            version: 'referrals.version',
            state: 'referrals.state',
            ask: 'referrals.ask',
            sentAt: 'referrals.sent_at',
            dueAt: 'referrals.due_at',
            answeredBy: 'referrals.answered_by',
            branchId: 'referrals.branch_id',
            caseId: 'cases.id',
            number: 'cases.number',
            title: 'cases.title',
            memberId: 'members.id',
            firstName: 'members.first_name',
            lastName: 'members.last_name',
          })
  const [people, numbers, dates] = await Promise.all([
    personBriefs(
      read,
      rows.map(({ answeredBy }) => answeredBy),
    ),
    numbersOf(
      deps,
      rows.filter(({ state }) => state === 'accepted').map(({ memberId }) => memberId),
    ),
    legalDates(
      read,
      rows.map(({ caseId }) => caseId),
      dayIn('Europe/London', deps.clock.now()),
    ),
  ])
  return {
    branches: mine.map(({ name }) => name),
    items: rows.map((row) => ({
      id: row.id,
      version: row.version,
      state: row.state,
      reference: formatReference(row.number),
      title: row.title,
      branch: mine.find(({ id }) => id === row.branchId)?.name ?? '',
      memberName: `${row.firstName} ${row.lastName}`,
      numbers:
        row.state === 'accepted'
          ? numbers
              .filter(({ memberId }) => memberId === row.memberId)
              .map(({ number, words }) => ({ number, words }))
          : null,
      ask: row.ask,
      sentAt: row.sentAt,
      dueAt: row.dueAt,
      acceptedBy: row.answeredBy === null ? null : (people.get(row.answeredBy)?.name ?? null),
      legalDate: dates.get(row.caseId) ?? null,
    })),
  }
}

/** With what they asked for: when not to ring, and how to go about it (safe-contact.ts). Not those at work. */
const numbersOf = async (
  deps: ViewDeps,
  memberIds: readonly string[],
): Promise<{ memberId: string; number: string; words: string[] }[]> => {
  const rows: { memberId: string; phoneId: string; number: string }[] =
    memberIds.length === 0
      ? []
      : await deps
          .read('member_phones')
          .join('phones', 'phones.id', 'member_phones.phone_id')
          .whereIn('member_phones.member_id', [...memberIds])
          .whereNull('phones.unsafe_because')
          .whereNot('member_phones.label', 'work')
          .orderBy('phones.number')
          .select({
            memberId: 'member_phones.member_id',
            phoneId: 'phones.id',
            number: 'phones.number',
          })
  const may = await mayContactViews(
    deps,
    rows.map(({ phoneId }) => phoneId),
  )
  return Promise.all(
    rows.map(async ({ memberId, phoneId, number }) => {
      const ring = may.get(phoneId)?.ring
      return {
        memberId,
        number: displayNumber(number),
        words: [
          ...(ring === undefined || ring.may ? [] : [ring.words]),
          ...(await mannersOf(deps, number, false)),
        ],
      }
    }),
  )
}

/** The nearest legal date of each case. */
const legalDates = async (
  read: Knex,
  caseIds: readonly string[],
  today: Day,
): Promise<Map<string, string>> => {
  const rows: { caseId: string; nextOn: Day; targetOn: Day; limitOn: Day }[] =
    caseIds.length === 0
      ? []
      : await read('deadlines')
          .whereIn('case_id', [...caseIds])
          .whereNull('settled_at')
          .select({
            caseId: 'case_id',
            nextOn: 'next_on',
            targetOn: 'target_on',
            limitOn: 'limit_on',
          })
  const nearest = new Map<string, string>()
  for (const { caseId, ...days } of rows) {
    const on = comesNext(days, today)
    const before = nearest.get(caseId)
    if (before === undefined || on < before) nearest.set(caseId, on)
  }
  return nearest
}

/** How branches answered lately: those that stay silent first. Counts only; no member, no case. */
export async function branchesView({ read, clock }: ViewDeps): Promise<BranchesView> {
  const since = DateTime.fromISO(clock.now()).minus({ days }).toUTC().toISO() ?? ''
  const [branches, people, counts, mayAnswer] = await Promise.all([
    read('branches').orderBy(['region', 'name', 'id']).select('id', 'name', 'code', 'region') as Promise<
      { id: string; name: string; code: string; region: string }[]
    >,
    answering(read),
    read('referrals')
      .where('sent_at', '>=', since)
      .groupBy('branch_id', 'state')
      .select({ branchId: 'branch_id', state: 'state' })
      .count({ many: 'id' }) as Promise<{ branchId: string; state: ReferralState; many: number | string }[]>,
    read('people')
      .whereNull('left_at')
      .whereExists(roleOf(read))
      .orderBy(['name', 'id'])
      .select('id', 'name', 'initials') as Promise<PersonBrief[]>,
  ])
  const silent = counts.filter(({ state }) => state === 'silent').map(({ branchId }) => branchId)
  const inARow = await silentInARow(read, silent, since)
  const patterns = branches.map((branch) => {
    const of = (...states: ReferralState[]) =>
      counts
        .filter(({ branchId, state }) => branchId === branch.id && states.includes(state))
        .reduce((sum, { many }) => sum + Number(many), 0)
    return {
      ...branch,
      people: people
        .filter(({ branchId }) => branchId === branch.id)
        .map(({ id, name, initials }) => ({ id, name, initials })),
      sent: of('waiting', 'accepted', 'declined', 'silent', 'recalled', 'finished'),
      waiting: of('waiting'),
      accepted: of('accepted', 'finished'),
      declined: of('declined'),
      silent: of('silent'),
      silentInARow: inARow.get(branch.id) ?? 0,
    }
  })
  return {
    days,
    branches: patterns.toSorted((a, b) => b.silentInARow - a.silentInARow || b.silent - a.silent),
    mayAnswer,
  }
}

/** Counted from the last one that was answered or not; those still waiting say nothing yet. */
async function silentInARow(read: Knex, ids: readonly string[], since: string): Promise<Map<string, number>> {
  const rows: { branchId: string; state: ReferralState }[] =
    ids.length === 0
      ? []
      : await read('referrals')
          .whereIn('branch_id', [...ids])
          .where('sent_at', '>=', since)
          .whereIn('state', ['accepted', 'finished', 'declined', 'silent'] satisfies ReferralState[])
          .orderBy([
            { column: 'sent_at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .select({ branchId: 'branch_id', state: 'state' })
  return new Map(
    ids.map((id) => {
      const states = rows.filter(({ branchId }) => branchId === id).slice(0, lastOnes)
      const answered = states.findIndex(({ state }) => state !== 'silent')
      return [id, answered < 0 ? states.length : answered]
    }),
  )
}

/** What came back from branches and nobody has taken, the longest first: for everybody who works on cases. */
export async function backFromBranches({ read }: ViewDeps): Promise<WorkItem[]> {
  const rows: {
    id: string
    at: string
    state: ReferralState
    branch: string
    caseId: string
    number: number
    title: string
  }[] = await read('referrals')
    .join('cases', 'cases.id', 'referrals.case_id')
    .join('branches', 'branches.id', 'referrals.branch_id')
    .whereNotNull('referrals.back_at')
    .whereNull('referrals.taken_at')
    .orderBy(['referrals.back_at', 'referrals.id'])
    .limit(most)
    .select({
      id: 'referrals.id',
      at: 'referrals.back_at',
      state: 'referrals.state',
      branch: 'branches.name',
      caseId: 'cases.id',
      number: 'cases.number',
      title: 'cases.title',
    })
  return rows.map((row) => ({
    id: row.id,
    kind: 'branch',
    title: `${formatReference(row.number)} · ${row.title}`,
    line:
      row.state === 'silent' ? `${row.branch} did not answer in two working days` : `${row.branch} declined`,
    at: row.at,
    dueAt: null,
    isNew: true,
    path: `/cases/${row.caseId}`,
  }))
}
