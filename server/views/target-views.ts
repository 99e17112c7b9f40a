import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CaseTargetsView, WatchView } from '../contract/target-views.ts'
import type { OpeningHours } from '../domain/opening-hours.ts'
import { rolesThatMay } from '../domain/permissions.ts'
import { targetSteps } from '../domain/targets/service-target.ts'
import { caseBrief, personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

const most = 100
const nationWords = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
} as const

export const watchOf = async ({ read }: Pick<ViewDeps, 'read'>) => {
  const row: unknown = await selectFrom(read, tables.caseWatch).first()
  return tables.caseWatch.decode(row)
}
export const hoursWords = ({ periods, division }: OpeningHours): string =>
  `Monday to Friday, ${periods[0]?.opens ?? ''} to ${periods[0]?.closes ?? ''}${division === null ? '' : `, without the bank holidays of ${nationWords[division]}`}`

/** Minutes of a working day of these hours. */
const dayMinutes = ({ periods }: OpeningHours): number => {
  const [first] = periods
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return first === undefined ? 480 : minutesOf(first.closes) - minutesOf(first.opens)
}
/** "45 minutes", "1 hour", "2 working days" */
export const workingWords = (minutes: number, day: number): string => {
  const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`
  if (minutes >= day && minutes % day === 0) return count(minutes / day, 'working day')
  if (minutes < 60) return count(minutes, 'minute')
  const rest = minutes % 60
  return `${count(Math.floor(minutes / 60), 'hour')}${rest === 0 ? '' : ` ${count(rest, 'minute')}`}`
}

const toldWords = { owner: 'the owner', lead: 'the lead', official: 'the duty official' } as const

/** The service targets of a case: open ones first, by when they are due. Null: no such case. */
export async function caseTargetsView(deps: ViewDeps, caseId: string): Promise<CaseTargetsView | null> {
  const { read, clock } = deps
  const found: { version: number } | undefined = await read('cases').where({ id: caseId }).first('version')
  if (!found) return null
  const { hours } = await watchOf(deps)
  const rows: unknown[] = await selectFrom(read, tables.serviceTargets)
    .where({ case_id: caseId })
    .orderBy('started_at', 'desc')
    .limit(most)
  const now = clock.now()
  const day = dayMinutes(hours)
  const targets = rows
    .map((row) => tables.serviceTargets.decode(row))
    .map((one) => ({
      id: one.id,
      version: one.version,
      what: one.what,
      state: one.state,
      promised: workingWords(one.minutes, day),
      dueAt: one.dueAt,
      isLate: (one.leftMinutes ?? 1) < 0 || (one.dueAt !== null && one.dueAt < (one.settledAt ?? now)),
      pausedWhy: one.pausedWhy,
      left:
        one.leftMinutes === null
          ? null
          : one.leftMinutes < 0
            ? `${workingWords(-one.leftMinutes, day)} late`
            : `${workingWords(one.leftMinutes, day)} left`,
      told: targetSteps.slice(0, one.told).map((step) => toldWords[step]),
      settledAt: one.settledAt,
    }))
  const isOpen = ({ settledAt }: { settledAt: string | null }) => settledAt === null
  return {
    caseId,
    version: found.version,
    targets: [
      ...targets.filter(isOpen).toSorted((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? '')),
      ...targets.filter((one) => !isOpen(one)),
    ],
    hoursWords: hoursWords(hours),
  }
}

/** Who watches over cases, and every task on an open case that is overdue: nobody can take one off this list but by doing it. */
export async function watchView(deps: ViewDeps): Promise<WatchView> {
  const { read, clock } = deps
  const watch = await watchOf(deps)
  const overdue = () =>
    read('follow_ups')
      .join('cases', 'cases.id', 'follow_ups.case_id')
      .whereNull('follow_ups.done_at')
      .where('follow_ups.due_at', '<', clock.now())
      .whereNot('cases.status', 'closed')
  const counted: { count?: number | string } | undefined = await overdue().count({ count: '*' }).first()
  const rows: { id: string; what: string; dueAt: string; ownerId: string | null; caseId: string }[] =
    await overdue().orderBy('follow_ups.due_at').limit(most).select({
      id: 'follow_ups.id',
      what: 'follow_ups.what',
      dueAt: 'follow_ups.due_at',
      ownerId: 'follow_ups.owner_id',
      caseId: 'cases.id',
    })
  const caseRows: unknown[] = await selectFrom(read, tables.cases).whereIn(
    'id',
    rows.map(({ caseId }) => caseId),
  )
  const cases = new Map(caseRows.map((row) => tables.cases.decode(row)).map((one) => [one.id, one]))
  const officials: { id: string; name: string; initials: string }[] = await read('people')
    .whereNull('left_at')
    .whereIn(
      'id',
      read('person_roles').whereIn('role', rolesThatMay('confirm-deadlines')).select('person_id'),
    )
    .orderBy('name')
    .select('id', 'name', 'initials')
  const people = await personBriefs(read, [
    watch.leadId,
    watch.officialId,
    ...rows.map(({ ownerId }) => ownerId),
    ...[...cases.values()].map(({ ownerId }) => ownerId),
  ])
  const brief = (id: string | null) => (id === null ? null : (people.get(id) ?? null))
  return {
    version: watch.version,
    lead: brief(watch.leadId),
    official: brief(watch.officialId),
    opens: watch.hours.periods[0]?.opens ?? '09:00',
    closes: watch.hours.periods[0]?.closes ?? '17:00',
    division: watch.hours.division ?? 'england-and-wales',
    stepMinutes: watch.stepMinutes,
    hoursWords: hoursWords(watch.hours),
    people: officials,
    overdue: rows.flatMap(({ id, what, dueAt, ownerId, caseId }) => {
      const of = cases.get(caseId)
      return of ? [{ id, what, dueAt, owner: brief(ownerId), case: caseBrief(of, people) }] : []
    }),
    overdueCount: Number(counted?.count ?? 0),
  }
}
