/** Alerts that are up, for those who watch the board, and who is on duty. */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import type { AlertsView, AlertView } from '../contract/live-views.ts'
import { alertWords } from '../domain/alert-words.ts'
import { isUp } from '../domain/alerts.ts'
import { displayNumber } from '../domain/phone-number.ts'
import type { Alert, Duty } from '../domain/records.ts'
import { knownAlerts } from './alert-reading.ts'
import { personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

export async function alertsView(
  deps: ViewDeps,
  ask: { personId: string; opensWork: boolean },
): Promise<AlertsView> {
  const { read } = deps
  const [alerts, people, dutyRow, queueRows] = await Promise.all([
    knownAlerts(deps),
    supervisors(deps),
    selectFrom(read, tables.duty).first(),
    read('queues').select('id', 'name'),
  ])
  const row = tables.duty.decode(dutyRow)
  // Whoever left, or does not supervise any more, is not on duty; the texts go by the same rule.
  const isThere = people.some(({ id }) => id === row.personId)
  const duty = isThere ? row : { ...row, personId: null, number: null }
  const up = alerts.filter(isUp).toSorted((a, b) => ((a.raisedAt ?? '') < (b.raisedAt ?? '') ? -1 : 1))
  const names = await personBriefs(read, [
    duty.personId,
    ...up.flatMap(({ acknowledged, text }) => [
      ...acknowledged.map(({ personId }) => personId),
      text?.personId ?? null,
    ]),
  ])
  const queueNames = new Map((queueRows as { id: string; name: string }[]).map(({ id, name }) => [id, name]))
  return {
    asOf: deps.clock.now(),
    alerts: up.map((alert) => viewOf(alert, { ask, names, queueNames })),
    duty: {
      version: duty.version,
      person: duty.personId === null ? null : (names.get(duty.personId) ?? null),
      numberEnd: duty.number === null ? null : `… ${displayNumber(duty.number).slice(-3)}`,
      textProblem: textProblem(up, duty, names.get(duty.personId ?? '')?.name ?? 'them'),
      since: duty.since,
      people,
    },
  }
}

/** Of the newest text about an alert that is up, since they went on duty with this number. */
function textProblem(up: readonly Alert[], { personId, since }: Duty, name: string): string | null {
  const [last] = up
    .flatMap(({ text }) =>
      text !== null && personId !== null && text.personId === personId && text.at >= since ? [text] : [],
    )
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
  if (last?.state === 'failed')
    return `The last text to ${name} could not be sent. Ring them, and look at the number.`
  if (last?.state === 'undelivered')
    return `The last text to ${name} did not arrive. Ring them, and look at the number.`
  return null
}

function viewOf(
  alert: Alert,
  given: {
    ask: { personId: string; opensWork: boolean }
    names: Map<string, PersonBrief>
    queueNames: Map<string, string>
  },
): AlertView {
  const { ask, names, queueNames } = given
  const words = alertWords(
    ask.opensWork ? alert : withoutCase(alert),
    queueNames.get(alert.queueId ?? '') ?? 'A queue',
  )
  const isOnBoard = words.go.to.startsWith('/live')
  const nameOf = (id: string | null) => names.get(id ?? '')?.name ?? 'somebody'
  return {
    id: alert.id,
    raisingId: alert.raisingId ?? '',
    raisedAt: alert.raisedAt ?? alert.since,
    what: words.what,
    next: words.next,
    go: isOnBoard || ask.opensWork ? words.go : null,
    seenBy: alert.acknowledged.map(({ personId }) => nameOf(personId)),
    isSeenByMe: alert.acknowledged.some(({ personId }) => personId === ask.personId),
    textWords: textWords(alert.text, nameOf),
  }
}

/** Which case it is about is for those who read cases. */
const withoutCase = ({ facts: { count, limit, isInterimRelief }, ...alert }: Alert): Alert => ({
  ...alert,
  facts: { count, limit, ...(isInterimRelief ? { isInterimRelief } : {}) },
})

function textWords(text: Alert['text'], nameOf: (id: string | null) => string): string {
  switch (text?.state) {
    case undefined:
      return 'Being texted to whoever is on duty'
    case 'sent':
      return `Texted to ${nameOf(text.personId)}`
    case 'delivered':
      return `Texted to ${nameOf(text.personId)}, and it arrived`
    case 'undelivered':
      return `The text to ${nameOf(text.personId)} did not arrive: ring them`
    case 'failed':
      return `The text to ${nameOf(text.personId)} could not be sent: ring them`
    case 'nobody-on-duty':
      return 'Texted to nobody: nobody was on duty'
  }
}

async function supervisors({ read }: ViewDeps): Promise<PersonBrief[]> {
  return read('people')
    .join('person_roles', 'person_roles.person_id', 'people.id')
    .where('person_roles.role', 'supervisor')
    .whereNull('people.left_at')
    .orderBy('people.name')
    .select('people.id', 'people.name', 'people.initials')
}

/** For a wall: what is the matter, and nobody's name. */
export async function alertsOnWall(deps: ViewDeps): Promise<{ id: string; what: string }[]> {
  const alerts = (await knownAlerts(deps)).filter(isUp)
  if (alerts.length === 0) return []
  const queueRows: { id: string; name: string }[] = await deps.read('queues').select('id', 'name')
  const queueNames = new Map(queueRows.map(({ id, name }) => [id, name]))
  return alerts.map((alert) => ({
    id: alert.raisingId ?? alert.id,
    what: alertWords(withoutCase(alert), queueNames.get(alert.queueId ?? '') ?? 'A queue').what,
  }))
}
