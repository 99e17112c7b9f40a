/** What somebody must know who reads a limit (in the order in which it matters). Words are for officers, never for the member. */
import { effective } from './conciliation.ts'
import { addDays, type Day, dayInWords, daysBetween } from './day.ts'
import type { LimitRule } from './limit-rules.ts'
import type { Facts, TribunalLimit } from './tribunal-limit.ts'
import { conciliationLengths } from './uk-limit-rules.ts'

export type LimitWarning = {
  id:
    | 'interim-relief'
    | 'past'
    | 'urgent'
    | 'trigger-uncertain'
    | 'rule-not-verified'
    | 'rule-reported'
    | 'ask-a-person'
    | 'other-rules'
    | 'conflict'
    | 'conciliation-open'
    | 'conciliation-none'
    | 'conciliation-not-needed'
    | 'conciliation-no-effect'
    | 'conciliation-second'
    | 'member-started'
    | 'certificate-received'
    | 'not-a-working-day'
    | 'termination-date'
    | 'continuing-acts'
    | 'several-respondents'
    | 'grievance-does-not-stop'
    | 'guide-only'
    | 'read-by-hand'
  tone: 'alarm' | 'care' | 'note'
  words: string
}

/** A row of law is compared with the law again after so many days. */
const verifiedForDays = 180
/** From here on the region is rung at once (UNISON CASE form: "28 days or less to limitation"). */
export const urgentDays = 28

/** `isWorkingDay`: whether the union's office is open that local day, `officeHours` when, in words; asked of the calendar, never used to move a limit. */
export const limitWarnings = (
  limit: TribunalLimit,
  facts: Facts,
  rule: LimitRule,
  {
    today,
    isWorkingDay,
    officeHours,
  }: { today: Day; isWorkingDay: (day: Day) => boolean; officeHours: string },
): LimitWarning[] => {
  const found: LimitWarning[] = []
  const warn = (id: LimitWarning['id'], tone: LimitWarning['tone'], words: string) =>
    found.push({ id, tone, words })
  const days = daysBetween(today, limit.limit)
  if (limit.interimRelief) {
    const { lastDay, needsUnionCertificate } = limit.interimRelief
    const certificate = needsUnionCertificate
      ? ' A union reason needs a certificate signed by an authorised official of the union inside the same days.'
      : ''
    warn(
      'interim-relief',
      'alarm',
      lastDay < today
        ? `Interim relief had to be asked for by ${dayInWords(lastDay)}. Ask a lawyer today whether anything can be done.`
        : `Interim relief: the application must be at the tribunal by ${dayInWords(lastDay)}. No extension and no conciliation first.${certificate}`,
    )
  }
  if (limit.limit < today && !limit.isNotBefore)
    warn(
      'past',
      'alarm',
      `${dayInWords(limit.limit)} has passed. Send it to a lawyer all the same: a tribunal may let a late claim in${rule.late === 'none' ? ', though not one for equal pay' : ''}. Never tell the member that it is out of time.`,
    )
  else if (days <= urgentDays && !limit.isNotBefore)
    warn(
      'urgent',
      'alarm',
      `${days === 0 ? 'Today is the last day' : `${days} ${days === 1 ? 'day' : 'days'} left`}: ring the region now and mark it urgent.`,
    )
  if (!facts.isTriggerCertain || facts.triggers.length > 1)
    warn(
      'trigger-uncertain',
      'care',
      'The day it runs from is not certain, so there is no single limit: the earliest is shown and it cannot be confirmed yet.',
    )
  if (rule.status === 'reported' || limit.steps.some((step) => step.startsWith('A longer limit')))
    warn(
      'rule-reported',
      'care',
      'The law has been reported to change and is not confirmed: the shorter limit leads.',
    )
  if (rule.verifiedBy === null || addDays(rule.checkedOn, verifiedForDays) < today)
    warn(
      'rule-not-verified',
      'care',
      rule.verifiedBy === null
        ? `Rule ${rule.id}, as known on ${dayInWords(rule.checkedOn)}, has not been verified by a lawyer. Check with legal.${limit.ifRuleBefore ? ` Under the rule before it the last day is ${dayInWords(limit.ifRuleBefore.limit)}.` : ''}`
        : `Rule ${rule.id} was last verified on ${dayInWords(rule.checkedOn)}. Check with legal.`,
    )
  if (facts.nation === 'NI' || (facts.nation === 'S' && facts.claim === 'breach-of-contract'))
    warn(
      'ask-a-person',
      'care',
      'Northern Ireland and Scottish contract claims have rules of their own: have an officer who knows them look.',
    )
  if (facts.claim === 'union-discipline')
    warn(
      'conflict',
      'alarm',
      'The union itself would be the respondent. Tell legal about the conflict of interest before anything else.',
    )
  conciliationWarnings(limit, facts, rule, today, warn)
  if (!isWorkingDay(limit.limit)) {
    let day = limit.limit
    for (let tries = 0; tries < 14 && !isWorkingDay(day); tries++) day = addDays(day, -1)
    warn(
      'not-a-working-day',
      'care',
      `${dayInWords(limit.limit)} is no working day. The limit does not move: have it lodged by ${dayInWords(day)}. The office is open ${officeHours}.`,
    )
  }
  if (rule.trigger === 'edt')
    warn(
      'termination-date',
      'note',
      'Count from when employment ended: notice, a resignation, pay in lieu or a letter that came later can change that. Not from the hearing or the appeal.',
    )
  if (rule.trigger === 'act' || rule.trigger === 'due-date')
    warn(
      'continuing-acts',
      'note',
      'With several acts time runs from the last one, but do not rely on it: each may stand alone.',
    )
  warn(
    'several-respondents',
    'note',
    'Every respondent and every claim has a limit and a certificate of its own. The earliest leads.',
  )
  warn(
    'grievance-does-not-stop',
    'note',
    'A grievance or an appeal does not stop the clock. Do not wait for it.',
  )
  warn(
    'other-rules',
    'note',
    'Police, the armed forces, crews at sea, work offshore and security services have rules of their own: ask a lawyer.',
  )
  warn(
    'guide-only',
    'note',
    'A guide. The member stays responsible for lodging until the union or its solicitors confirm in writing that they act.',
  )
  return found
}

/** How long conciliation may take, without a date: either side may end it sooner. */
const lengthWords = ({ nation }: Facts, dayA: Day): string => {
  const place = nation === 'NI' ? 'NI' : 'GB'
  const found = conciliationLengths.findLast((one) => one.nation === place && one.from <= dayA)
  return found ? ` Conciliation may take up to ${found.words} and can end any day.` : ''
}

const conciliationWarnings = (
  limit: TribunalLimit,
  facts: Facts,
  rule: LimitRule,
  today: Day,
  warn: (id: LimitWarning['id'], tone: LimitWarning['tone'], words: string) => void,
): void => {
  if (!rule.conciliation) return
  const first = effective(facts.conciliations)
  const noEffect: Partial<Record<TribunalLimit['extension']['because'], string>> = {
    'notified-late': 'Acas was told after the limit: nothing is added.',
    'before-trigger': 'Conciliation was over before the clock started: nothing is added.',
    'by-employer': 'The employer started conciliation: that adds nothing for the member.',
  }
  const words = noEffect[limit.extension.because]
  if (words) warn('conciliation-no-effect', 'alarm', words)
  if (limit.extension.because === 'none')
    warn(
      'conciliation-none',
      limit.primary < today ? 'alarm' : 'care',
      `Acas must be contacted by ${dayInWords(limit.primary)}, to be safe by ${dayInWords(limit.target)}. The organiser does it once solicitors see merit.`,
    )
  if (limit.extension.because === 'none' || limit.extension.because === 'by-employer')
    warn(
      'conciliation-not-needed',
      'note',
      'A tribunal asks for no certificate of their own where somebody else on the same claim has one, where the employer started conciliation, for interim relief, and where Acas has no power to conciliate. Ask legal before you rely on it.',
    )
  if (limit.isNotBefore)
    warn(
      'conciliation-open',
      'care',
      `The clock is stopped. Not before ${dayInWords(limit.primary)}; the certificate decides.${lengthWords(facts, first?.dayA ?? limit.trigger)}`,
    )
  if (facts.conciliations.filter((one) => one.startedBy !== 'employer').length > 1)
    warn(
      'conciliation-second',
      'care',
      'A second certificate for the same matter changes nothing: the first counts.',
    )
  if (first && first.dayA < limit.trigger)
    warn(
      'conciliation-no-effect',
      'care',
      'Acas was told before the clock started: only days after that count.',
    )
  if (first?.startedBy === 'member')
    warn(
      'member-started',
      'alarm',
      'The member told Acas themselves. Tell the region today: they may need advice at once.',
    )
  if (first?.dayB)
    warn(
      'certificate-received',
      'note',
      'Day B is when the certificate was received. If that is not known, the date on it is the safe one.',
    )
}
