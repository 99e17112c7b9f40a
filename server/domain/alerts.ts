/**
 * Threshold alerts (F45): a table of rules over one reading of the centre, and what becomes of each alert.
 *
 *           holds              for its time            eased
 *   quiet ────────► noticed ─────────────────► raised ───────► easing ──(60 s)──► quiet, cleared
 *     ▲                │ no longer               ▲               │
 *     └────────────────┘                         └── holds again ┘
 *
 * Two thresholds keep it from flapping: a rule `holds` from its limit on, and is `eased` only well below it, for a
 * minute. Between the two nothing changes. Whoever has seen an alert is left in peace by it until it is raised anew;
 * others still see it. It is texted to whoever is on duty once each time it is raised.
 */
import type { Alert, AlertFacts, AlertLimits, AlertRule, AlertState, Instant, Queue } from './records.ts'

export const defaultAlertLimits: AlertLimits = {
  waitSeconds: 300,
  nobodySeconds: 120,
  callbackMinutes: 5,
  textMinutes: 60,
}
/** What was promised for today is an alert from so long before it. */
export const promiseNoticeMs = 2 * 60 * 60_000
export const easeMs = 60_000
/** Eased below this share of its limit. */
const easedShare = 0.8

/** One queue, as the board and the lists behind it have it now. */
export interface QueueReading {
  queue: Pick<Queue, 'id' | 'name' | 'alertLimits'>
  /** Callers are taken now. */
  isOpen: boolean
  waiting: number
  longestSeconds: number
  free: number
  staffed: number
  /** Minutes since the end of the promised hour, of each promised callback that nobody has tried. */
  lateCallbackMinutes: readonly number[]
  /** Minutes since the member's text, of each conversation that waits for an answer. */
  textMinutes: readonly number[]
}
/** A legal date on a case that is not settled. Days are YYYY-MM-DD. */
export interface LegalDate {
  id: string
  caseId: string
  reference: string
  limitOn: string
  /** What comes first: interim relief, else the day to work to; and that day. */
  nextOn: string
  targetOn: string
  /** Until the limit; below 0 when it is over. */
  daysLeft: number
}
export interface AlertReading {
  now: Instant
  queues: readonly QueueReading[]
  /** Today in London, YYYY-MM-DD. */
  today: string
  /** When the open follow-ups of today are due: promises to members. What is left over from days before is not news. */
  promises: readonly Instant[]
  legalDates: readonly LegalDate[]
}
/** What one rule says of one queue, or of the whole centre. */
export interface Finding {
  id: string
  rule: AlertRule
  queueId: string | null
  holds: boolean
  eased: boolean
  /** How long it must hold before it is an alert. */
  afterMs: number
  facts: AlertFacts
}
type Said = Pick<Finding, 'holds' | 'eased' | 'facts'> & { afterMs?: number }

const over = (values: readonly number[], limit: number): Said => ({
  holds: values.some((value) => value >= limit),
  eased: values.every((value) => value < limit * easedShare),
  facts: { count: values.filter((value) => value >= limit).length, limit },
})
/** For rules that are true or not; how long it must hold keeps them from flapping at the start. */
const plain = (holds: boolean, limitSeconds: number, count: number): Said => ({
  holds,
  eased: !holds,
  afterMs: limitSeconds * 1000,
  facts: { count, limit: limitSeconds },
})

/** Null limits: the rule is off. */
const ofQueue = {
  'longest-wait': ({ queue, waiting, longestSeconds }) => {
    const limit = queue.alertLimits.waitSeconds
    if (limit === null) return null
    const said = over(waiting === 0 ? [] : [longestSeconds], limit)
    return { ...said, facts: { count: waiting, limit } }
  },
  'nobody-on-shift': ({ queue, isOpen, staffed, waiting }) => {
    const limit = queue.alertLimits.nobodySeconds
    return limit === null ? null : plain(isOpen && staffed === 0, limit, waiting)
  },
  'nobody-free': ({ queue, staffed, free, waiting }) => {
    const limit = queue.alertLimits.nobodySeconds
    return limit === null ? null : plain(staffed > 0 && free === 0 && waiting > 0, limit, waiting)
  },
  'callbacks-overdue': ({ queue, lateCallbackMinutes }) => {
    const limit = queue.alertLimits.callbackMinutes
    return limit === null ? null : over(lateCallbackMinutes, limit)
  },
  'texts-waiting': ({ queue, textMinutes }) => {
    const limit = queue.alertLimits.textMinutes
    return limit === null ? null : over(textMinutes, limit)
  },
} as const satisfies Partial<Record<AlertRule, (queue: QueueReading) => Said | null>>

const ofCentre = {
  /** All queues at once are one alert: an empty office is one matter, and one text. */
  'nobody-on-shift': ({ queues }) => {
    const limits = queues.map(({ queue }) => queue.alertLimits.nobodySeconds).filter((each) => each !== null)
    if (limits.length === 0) return null
    const waiting = queues.reduce((sum, each) => sum + each.waiting, 0)
    return plain(
      queues.every(({ isOpen, staffed }) => isOpen && staffed === 0),
      Math.min(...limits),
      waiting,
    )
  },
  'promise-today': ({ promises, now }) => {
    const soon = promises.filter((at) => Date.parse(at) - Date.parse(now) <= promiseNoticeMs)
    return {
      holds: soon.length > 0,
      eased: soon.length === 0,
      facts: { count: soon.length, limit: promiseNoticeMs / 60_000 },
    }
  },
} as const satisfies Partial<Record<AlertRule, (reading: AlertReading) => Said | null>>

const isRuleOf = <T extends object>(table: T, rule: string): rule is string & keyof T =>
  Object.hasOwn(table, rule)
const rulesOf = <T extends object>(table: T): (string & keyof T)[] =>
  Object.keys(table).filter((rule) => isRuleOf(table, rule))

/** Each legal date is a matter of its own: one that is over hides no other. On its day, and until it is settled. */
const ofLegalDate = (date: LegalDate, today: string): Finding => {
  const isRelief = date.nextOn === today && date.nextOn !== date.targetOn
  const holds = date.limitOn <= today || date.targetOn === today || isRelief
  const { daysLeft: count, caseId, reference } = date
  return {
    id: `legal-date:${date.id}`,
    rule: 'legal-date',
    queueId: null,
    holds,
    eased: !holds,
    afterMs: 0,
    facts: { count, limit: 0, caseId, reference, ...(isRelief ? { isInterimRelief: true } : {}) },
  }
}

/** Every rule applied to one reading. A rule that is off says nothing: an alert it had raised eases. */
export function findings(reading: AlertReading): Finding[] {
  const found: Finding[] = []
  const say = (rule: AlertRule, queueId: string | null, said: Said | null) => {
    if (said !== null)
      found.push({ id: `${rule}:${queueId ?? 'all'}`, rule, queueId, afterMs: said.afterMs ?? 0, ...said })
  }
  for (const rule of rulesOf(ofCentre)) say(rule, null, ofCentre[rule](reading))
  for (const date of reading.legalDates) found.push(ofLegalDate(date, reading.today))
  const isEmpty = found.some(({ rule, holds }) => rule === 'nobody-on-shift' && holds)
  for (const each of reading.queues)
    for (const rule of rulesOf(ofQueue)) {
      const said = ofQueue[rule](each)
      const isPartOfAll = rule === 'nobody-on-shift' && isEmpty && said !== null
      say(rule, each.queue.id, isPartOfAll ? { ...said, holds: false, eased: true } : said)
    }
  return found
}

export type AlertStep = 'noticed' | 'dropped' | 'raised' | 'easing' | 'held-on' | 'cleared'
const passed = (since: Instant, now: Instant): number => Date.parse(now) - Date.parse(since)

/** What this finding makes of an alert in each state; null: it stays. */
const moves = {
  quiet: ({ holds }) => (holds ? 'noticed' : null),
  noticed: ({ holds, afterMs }, since, now) =>
    !holds ? 'dropped' : passed(since, now) >= afterMs ? 'raised' : null,
  raised: ({ eased }) => (eased ? 'easing' : null),
  easing: ({ holds, eased }, since, now) =>
    holds ? 'held-on' : eased && passed(since, now) >= easeMs ? 'cleared' : null,
} as const satisfies Record<AlertState, (finding: Finding, since: Instant, now: Instant) => AlertStep | null>
const after: Record<AlertStep, AlertState> = {
  noticed: 'noticed',
  dropped: 'quiet',
  raised: 'raised',
  easing: 'easing',
  'held-on': 'raised',
  cleared: 'quiet',
}

/** A rule that says nothing of an alert any more (switched off, its queue gone): as if all were well. */
export const silence = ({ id, rule, queueId, facts }: Alert): Finding => ({
  id,
  rule,
  queueId,
  holds: false,
  eased: true,
  afterMs: 0,
  facts,
})

const quiet = ({ id, rule, queueId, facts }: Finding, now: Instant): Alert => ({
  id,
  rule,
  queueId,
  state: 'quiet',
  since: now,
  raisingId: null,
  raisedAt: null,
  facts,
  acknowledged: [],
  text: null,
})

/**
 * The alert after this finding, and the steps it took (noticed and raised at once where it need not hold for long);
 * null when nothing changes. `raisingId` is used when it is raised.
 */
export function judge(
  known: Alert | null,
  finding: Finding,
  { now, raisingId }: { now: Instant; raisingId: string },
): { alert: Alert; steps: AlertStep[] } | null {
  let alert = known ?? quiet(finding, now)
  const steps: AlertStep[] = []
  for (;;) {
    const step = moves[alert.state](finding, alert.since, now)
    if (step === null) break
    steps.push(step)
    alert = { ...alert, state: after[step], since: now }
    if (step === 'raised')
      alert = { ...alert, raisingId, raisedAt: now, facts: finding.facts, acknowledged: [], text: null }
    if (step !== 'noticed') break
  }
  return steps.length === 0 ? null : { alert, steps }
}

export const isUp = ({ state }: Pick<Alert, 'state'>): boolean => state === 'raised' || state === 'easing'

/** Somebody has seen it; a second time changes nothing (null). */
export const acknowledge = (alert: Alert, personId: string, now: Instant): Alert | null =>
  alert.acknowledged.some((one) => one.personId === personId)
    ? null
    : { ...alert, acknowledged: [...alert.acknowledged, { personId, at: now }] }

/** What is wrong with limits that somebody typed. */
export const alertLimitProblems = (limits: AlertLimits): { field: string; words: string }[] => {
  const problems: { field: string; words: string }[] = []
  const check = (field: keyof AlertLimits, from: number, to: number, words: string) => {
    const value = limits[field]
    if (value !== null && !(Number.isInteger(value) && value >= from && value <= to))
      problems.push({ field: `alertLimits.${field}`, words: `${words}, or empty for no alert.` })
  }
  check('waitSeconds', 30, 4 * 3600, 'Between half a minute and 4 hours')
  check('nobodySeconds', 30, 3600, 'Between half a minute and an hour')
  check('callbackMinutes', 1, 24 * 60, 'Between 1 minute and a day')
  check('textMinutes', 5, 7 * 24 * 60, 'Between 5 minutes and 7 days')
  return problems
}
