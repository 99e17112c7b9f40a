import type { Knex } from 'knex'
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import type { DeadlineView, RadarItem, RadarView, WorkingsView } from '../contract/deadline-views.ts'
import { type Division, holidayOn } from '../domain/bank-holidays.ts'
import { type Day, dayInWords, daysBetween } from '../domain/deadlines/day.ts'
import { type Deadline, isLive, radarUntil } from '../domain/deadlines/deadline.ts'
import type { LimitNation, LimitRule } from '../domain/deadlines/limit-rules.ts'
import { limitWarnings } from '../domain/deadlines/limit-warnings.ts'
import type { Facts, TribunalLimit } from '../domain/deadlines/tribunal-limit.ts'
import { ukLimitRules } from '../domain/deadlines/uk-limit-rules.ts'
import { dayIn } from '../domain/missed.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import { caseBrief, memberBriefs, personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

const london = 'Europe/London'
const most = 200

/** The legal dates of one case: live ones first, by what comes first. */
export async function deadlinesOfCase(
  { read, clock }: ViewDeps,
  caseId: string,
  isOpen: boolean,
): Promise<DeadlineView[]> {
  const rows: unknown[] = await selectFrom(read, tables.deadlines)
    .where({ case_id: caseId })
    .orderBy(['next_on', 'id'])
    .limit(most)
  const found = rows.map((row) => tables.deadlines.decode(row))
  const people = await personBriefs(
    read,
    found.flatMap((one) => [one.proposedBy, one.confirmedBy, one.settledBy, one.change?.by ?? null]),
  )
  const today = dayIn(london, clock.now())
  return [...found.filter(isLive), ...found.filter((one) => !isLive(one))].map((one) =>
    deadlineView(one, { people, today, isOpen }),
  )
}

const somebody: PersonBrief = { id: '', name: 'Somebody', initials: '' }

const deadlineView = (
  deadline: Deadline,
  { people, today, isOpen }: { people: ReadonlyMap<string, PersonBrief>; today: Day; isOpen: boolean },
): DeadlineView => {
  const { worked, facts, change } = deadline
  const who = (id: string | null) => (id === null ? somebody : (people.get(id) ?? somebody))
  const live = isLive(deadline)
  const rule = ruleOf(worked.ruleId)
  const { interimRelief } = worked
  const may = (allowed: boolean, reason: Parameters<typeof when>[1]) =>
    live ? when(allowed, reason) : when(false, 'deadline-settled')
  return {
    ...workingsView(worked),
    id: deadline.id,
    version: deadline.version,
    state: deadline.state,
    respondent: deadline.respondent,
    facts: {
      ...facts,
      triggers: [...facts.triggers],
      conciliations: facts.conciliations.map((one) => ({ ...one })),
    },
    daysLeft: live && !worked.isNotBefore ? daysBetween(today, worked.limit) : null,
    interimRelief:
      interimRelief === null || !live
        ? null
        : { words: dayInWords(interimRelief.lastDay), isOver: interimRelief.lastDay < today },
    warnings:
      live && rule
        ? limitWarnings(worked, facts, rule, { today, isWorkingDay: isWorkingDay(facts.nation) })
        : [],
    proposedBy: who(deadline.proposedBy),
    proposedAt: deadline.proposedAt,
    confirmedBy: deadline.confirmedBy === null ? null : who(deadline.confirmedBy),
    confirmedAt: deadline.confirmedAt,
    change:
      change === null
        ? null
        : { ...workingsView(change.worked), why: change.why, by: who(change.by), at: change.at },
    settled:
      deadline.settledAt === null
        ? null
        : { why: deadline.settledWhy ?? '', by: who(deadline.settledBy), at: deadline.settledAt },
    actions: {
      confirm: may(
        isOpen && deadline.state === 'proposed' && isCertain(facts),
        deadline.state === 'proposed' ? 'trigger-uncertain' : 'already-confirmed',
      ),
      change: may(change === null, 'change-waits'),
      met: may(true, 'deadline-settled'),
      missed: may(today > deadline.limitOn, 'not-missed-yet'),
      waive: may(true, 'deadline-settled'),
    },
  }
}

const isCertain = ({ isTriggerCertain, triggers }: Facts): boolean =>
  isTriggerCertain && triggers.length === 1
const ruleOf = (id: string): LimitRule | null => ukLimitRules.find((rule) => rule.id === id) ?? null

const workingsView = (worked: TribunalLimit): WorkingsView => {
  const rule = ruleOf(worked.ruleId)
  return {
    limitOn: worked.limit,
    limitWords: dayInWords(worked.limit),
    isNotBefore: worked.isNotBefore,
    targetOn: worked.target,
    targetWords: dayInWords(worked.target),
    steps: [...worked.steps],
    counts: worked.counts.map(({ method, limit }) => ({
      method,
      limitWords: dayInWords(limit),
      isLater: limit < worked.limit,
    })),
    rule: {
      id: worked.ruleId,
      source: rule?.source ?? '',
      words: rule
        ? `as known on ${dayInWords(rule.checkedOn)}${rule.verifiedBy ? '' : ', not verified'}; check with legal`
        : '',
    },
  }
}

const divisions: Record<LimitNation, Division> = {
  EW: 'england-and-wales',
  S: 'scotland',
  NI: 'northern-ireland',
}
/** Monday to Friday and no bank holiday of the nation: for words of care only, it moves no limit. */
const isWorkingDay =
  (nation: LimitNation) =>
  (day: Day): boolean =>
    DateTime.fromISO(day, { zone: 'utc' }).weekday <= 5 &&
    holidayOn(UK_BANK_HOLIDAYS, divisions[nation], day) === null

/** Every live legal date of the next 28 days, or over; the nearest first (F99). */
export async function radarView({ read, clock }: ViewDeps): Promise<RadarView> {
  const today = dayIn(london, clock.now())
  const live = (): Knex.QueryBuilder => selectFrom(read, tables.deadlines).whereNull('settled_at')
  const rows: unknown[] = await live()
    .where('next_on', '<=', radarUntil(today))
    .orderBy(['next_on', 'id'])
    .limit(most)
  const counted: unknown = await read('deadlines')
    .whereNull('settled_at')
    .where('next_on', '>', radarUntil(today))
    .count({ n: '*' })
    .first()
  const found = rows.map((row) => tables.deadlines.decode(row))
  const caseRows: unknown[] = await selectFrom(read, tables.cases).whereIn(
    'id',
    found.map((one) => one.caseId),
  )
  const cases = new Map(caseRows.map((row) => tables.cases.decode(row)).map((one) => [one.id, one]))
  const owners = await personBriefs(
    read,
    [...cases.values()].map((one) => one.ownerId),
  )
  const members = await memberBriefs(
    read,
    [...cases.values()].map((one) => one.memberId),
  )
  const items = found.flatMap((one): RadarItem[] => {
    const theCase = cases.get(one.caseId)
    if (!theCase) return []
    const { worked } = one
    return [
      {
        id: one.id,
        case: caseBrief(theCase, owners),
        memberName: theCase.memberId === null ? null : (members.get(theCase.memberId)?.name ?? null),
        claim: one.facts.claim,
        respondent: one.respondent,
        state: one.state,
        limitWords: dayInWords(worked.limit),
        isNotBefore: worked.isNotBefore,
        next: nextOf(worked, today),
        daysLeft: worked.isNotBefore ? null : daysBetween(today, worked.limit),
        changeWaits: one.change !== null,
      },
    ]
  })
  return {
    today,
    items: items.toSorted((a, b) => a.next.daysLeft - b.next.daysLeft),
    later: typeof counted === 'object' && counted !== null && 'n' in counted ? Number(counted.n) : 0,
  }
}

/** Interim relief while it can still be asked for; then the working target; once that is over, the limit itself. */
const nextOf = (worked: TribunalLimit, today: Day): RadarItem['next'] => {
  const relief = worked.interimRelief?.lastDay
  const [kind, day] =
    relief !== undefined && relief >= today
      ? (['interim-relief', relief] as const)
      : worked.target >= today
        ? (['target', worked.target] as const)
        : (['limit', worked.limit] as const)
  return { kind, words: dayInWords(day), daysLeft: daysBetween(today, day) }
}
