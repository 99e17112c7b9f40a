/** Two legal dates, so that the page of deadlines shows what it is for. Their days follow the day of seeding. */
import { addDays, correspondingOrLastDay, type Day } from '../../../domain/deadlines/day.ts'
import { confirm, type Deadline, marginDays, propose } from '../../../domain/deadlines/deadline.ts'
import { type Facts, tribunalLimit } from '../../../domain/deadlines/tribunal-limit.ts'
import { ukLimitRules } from '../../../domain/deadlines/uk-limit-rules.ts'
import { dayIn } from '../../../domain/missed.ts'
import type { DemoCase } from './cases.ts'
import { later } from './chance.ts'
import { marcus, priya } from './people.ts'

export function deadlines(now: string, matters: readonly DemoCase[]): Deadline[] {
  const today = dayIn('Europe/London', now)
  const openOf = (kind: string) =>
    matters.find(({ record }) => record.kind === kind && record.closedAt === null && record.ownerId !== null)
  // Six months before and after the change of law: this one is always some three weeks away.
  const redundancy = legalDate(openOf('redundancy'), 'redundancy', now, {
    claim: 'redundancy-pay',
    trigger: addDays(correspondingOrLastDay(today, -6), 19),
  })
  const dismissal = legalDate(openOf('dismissal'), 'dismissal', now, {
    claim: 'unfair-dismissal',
    trigger: addDays(today, -12),
  })
  return [redundancy, dismissal === null ? null : confirmed(dismissal, now)].filter((each) => each !== null)
}

function legalDate(
  matter: DemoCase | undefined,
  name: string,
  now: string,
  { claim, trigger }: { claim: Facts['claim']; trigger: Day },
): Deadline | null {
  const facts: Facts = {
    claim,
    nation: 'EW',
    triggers: [trigger],
    isTriggerCertain: true,
    knownOn: null,
    reason: 'other',
    conciliations: [],
  }
  const worked = tribunalLimit(ukLimitRules, facts, { marginDays })
  if (matter === undefined || worked === null) return null
  return propose({
    id: `demo-deadline-${name}`,
    caseId: matter.record.id,
    respondent: 'The employer',
    facts,
    worked,
    by: priya,
    at: later(now, -3 * 24 * 60),
  })
}

const confirmed = (deadline: Deadline, now: string): Deadline => {
  const decided = confirm(deadline, { by: marcus, at: later(now, -2 * 24 * 60) })
  return 'next' in decided ? decided.next : deadline
}
