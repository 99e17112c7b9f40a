import type { Knex } from 'knex'
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import type {
  DeadlineView,
  PostponementView,
  RadarItem,
  RadarView,
  WorkingsView,
} from '../contract/deadline-views.ts'
import {
  askedBefore,
  daysToOffer,
  firstRequestOnly,
  postponementLetter,
} from '../domain/deadlines/companion.ts'
import { type Day, dayInWords, daysBetween } from '../domain/deadlines/day.ts'
import {
  type Deadline,
  isLive,
  postponementNo,
  radarUntil,
  reopeningNeedsOfficer,
} from '../domain/deadlines/deadline.ts'
import { type AnyFacts, byHandRule, handWarnings, isByHand } from '../domain/deadlines/hand-date.ts'
import type { LimitRule } from '../domain/deadlines/limit-rules.ts'
import { limitWarnings } from '../domain/deadlines/limit-warnings.ts'
import type { TribunalLimit } from '../domain/deadlines/tribunal-limit.ts'
import { ukLimitRules } from '../domain/deadlines/uk-limit-rules.ts'
import { dayIn } from '../domain/missed.ts'
import type { Case } from '../domain/records.ts'
import { isWorkingDayIn } from '../domain/working-day.ts'
import { caseBrief, memberBriefs, personBriefs } from './briefs.ts'
import { hoursWords, watchOf } from './target-views.ts'
import { type ViewDeps, when } from './view-deps.ts'

const london = 'Europe/London'
const most = 200

/** The legal dates of one case: live ones first, by what comes first. */
export async function deadlinesOfCase(
  { read, clock }: ViewDeps,
  { id, status, memberId, ownerId }: Case,
): Promise<DeadlineView[]> {
  const rows: unknown[] = await selectFrom(read, tables.deadlines)
    .where({ case_id: id })
    .orderBy(['next_on', 'id'])
    .limit(most)
  const found = rows.map((row) => tables.deadlines.decode(row))
  const hasHearing = found.some(({ facts }) => facts.claim === 'hearing')
  const [people, members, watch] = await Promise.all([
    personBriefs(read, [
      ownerId,
      ...found.flatMap((one) => [
        one.proposedBy,
        one.confirmedBy,
        one.settledBy,
        one.change?.by ?? null,
        one.reopening?.by ?? null,
      ]),
      ...found.flatMap(({ requests }) => requests.flatMap((one) => [one.madeBy, one.sent?.by ?? null])),
    ]),
    memberBriefs(read, hasHearing ? [memberId] : []),
    watchOf({ read }),
  ])
  const around: Around = {
    people,
    today: dayIn(london, clock.now()),
    officeHours: hoursWords(watch.hours),
    isOpen: status !== 'closed',
    member: memberId === null ? null : (members.get(memberId)?.name ?? null),
    owner: ownerId === null ? null : (people.get(ownerId)?.name ?? null),
  }
  return [...found.filter(isLive), ...found.filter((one) => !isLive(one))].map((one) =>
    deadlineView(one, around),
  )
}

const somebody: PersonBrief = { id: '', name: 'Somebody', initials: '' }

type Around = {
  people: ReadonlyMap<string, PersonBrief>
  today: Day
  officeHours: string
  isOpen: boolean
  member: string | null
  owner: string | null
}

const deadlineView = (deadline: Deadline, around: Around): DeadlineView => {
  const { people, today, isOpen } = around
  const { worked, facts, change } = deadline
  const who = (id: string | null) => (id === null ? somebody : (people.get(id) ?? somebody))
  const live = isLive(deadline)
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
      source: isByHand(facts) ? facts.source : null,
    },
    daysLeft: live && !worked.isNotBefore ? daysBetween(today, worked.limit) : null,
    interimRelief:
      interimRelief === null || !live
        ? null
        : { words: dayInWords(interimRelief.lastDay), isOver: interimRelief.lastDay < today },
    warnings: live ? warningsOf(worked, facts, around) : [],
    proposedBy: who(deadline.proposedBy),
    proposedAt: deadline.proposedAt,
    confirmedBy: deadline.confirmedBy === null ? null : who(deadline.confirmedBy),
    confirmedAt: deadline.confirmedAt,
    change:
      change === null
        ? null
        : {
            ...workingsView(change.worked),
            respondent:
              (change.respondent ?? deadline.respondent) === deadline.respondent
                ? null
                : (change.respondent ?? null),
            why: change.why,
            by: who(change.by),
            at: change.at,
          },
    settled:
      deadline.settledAt === null
        ? null
        : { why: deadline.settledWhy ?? '', by: who(deadline.settledBy), at: deadline.settledAt },
    reopening:
      deadline.reopening === null
        ? null
        : {
            was: deadline.reopening.was.state,
            why: deadline.reopening.why,
            by: who(deadline.reopening.by),
            at: deadline.reopening.at,
          },
    actions: {
      confirm: may(
        isOpen && deadline.state === 'proposed' && isCertain(facts),
        deadline.state === 'proposed' ? 'trigger-uncertain' : 'already-confirmed',
      ),
      change: may(change === null, 'change-waits'),
      met: may(true, 'deadline-settled'),
      missed: may(today > deadline.limitOn, 'not-missed-yet'),
      waive: may(true, 'deadline-settled'),
      reopenNeedsOfficer: reopeningNeedsOfficer(deadline),
      reopen: live ? when(false, 'deadline-not-settled') : when(isOpen, 'case-closed'),
    },
    postponement: facts.claim === 'hearing' ? postponementView(deadline, around) : null,
  }
}

const warningsOf = (
  worked: TribunalLimit,
  facts: AnyFacts,
  { today, officeHours }: Around,
): DeadlineView['warnings'] => {
  const asked = { today, isWorkingDay: isWorkingDayIn(facts.nation), officeHours }
  if (isByHand(facts)) return handWarnings(worked, facts, asked)
  const rule = ruleOf(worked.ruleId)
  return rule ? limitWarnings(worked, facts, rule, asked) : []
}

const weekdayWords = (day: Day): string =>
  `${DateTime.fromISO(day, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc')} ${dayInWords(day)}`

/** What may be offered in place of this hearing, and what was. */
const postponementView = (deadline: Deadline, { people, today, member, owner }: Around): PostponementView => {
  const { facts, limitOn, respondent, requests } = deadline
  const who = (id: string) => people.get(id) ?? somebody
  const no = postponementNo(deadline, today)
  const isAgain = requests.length > 0
  return {
    ask: no === null ? { allowed: true } : when(false, no),
    days: (no === null ? daysToOffer(limitOn, isWorkingDayIn(facts.nation)) : []).map((on) => ({
      on,
      words: weekdayWords(on),
      letter: postponementLetter({
        member: member ?? 'our member',
        employer: respondent,
        hearing: limitOn,
        offered: on,
        nation: facts.nation,
        sender: owner ?? 'For the union',
        today,
      }),
    })),
    care: { tone: isAgain ? 'care' : 'note', words: isAgain ? askedBefore : firstRequestOnly },
    requests: requests.map(({ id, hearingOn, offeredOn, madeBy, madeAt, sent }) => ({
      id,
      hearingWords: weekdayWords(hearingOn),
      offeredWords: weekdayWords(offeredOn),
      by: who(madeBy),
      at: madeAt,
      sent: sent === null ? null : { by: who(sent.by), at: sent.at, how: sent.how },
    })),
  }
}

const isCertain = ({ isTriggerCertain, triggers }: AnyFacts): boolean =>
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
      source: rule?.source ?? (worked.ruleId === byHandRule ? 'Entered by hand' : ''),
      words: rule
        ? `as known on ${dayInWords(rule.checkedOn)}${rule.verifiedBy ? '' : ', not verified'}; check with legal`
        : '',
    },
  }
}

/** Every live legal date of the next 28 days, or over; the nearest first (F99). */
export async function radarView({ read, clock }: ViewDeps): Promise<RadarView> {
  const today = dayIn(london, clock.now())
  const live = (): Knex.QueryBuilder => selectFrom(read, tables.deadlines).whereNull('settled_at')
  // As comesNext() says, so that interim relief of long ago hides nothing that is near.
  const next = 'CASE WHEN next_on >= ? THEN next_on WHEN target_on >= ? THEN target_on ELSE limit_on END'
  const rows: unknown[] = await live()
    .where('next_on', '<=', radarUntil(today))
    .whereRaw(`${next} <= ?`, [today, today, radarUntil(today)])
    .orderByRaw(`${next}, id`, [today, today])
    .limit(most)
  const counted: unknown = await read('deadlines')
    .whereNull('settled_at')
    .whereRaw(`${next} > ?`, [today, today, radarUntil(today)])
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
    worked.ruleId === byHandRule && (worked.target === worked.limit || worked.target < today)
      ? (['day', worked.limit] as const)
      : relief !== undefined && relief >= today
        ? (['interim-relief', relief] as const)
        : worked.target >= today
          ? (['target', worked.target] as const)
          : (['limit', worked.limit] as const)
  return { kind, words: dayInWords(day), daysLeft: daysBetween(today, day) }
}
