/** Alerts are raised, ease and clear, by one reading of the centre (domain/alerts.ts). */
import { type AlertReading, findings, judge, silence } from '../domain/alerts.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Alert } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

interface Judged {
  alert: Alert
  isNew: boolean
  events: DomainEvent[]
}

/** What a reading makes of these alerts: only those that change. Pure, so that a look needs no transaction. */
export function judged(
  known: readonly Alert[],
  reading: AlertReading,
  given: { now: string; newId: () => string },
): Judged[] {
  const byId = new Map(known.map((alert) => [alert.id, alert]))
  const found = findings(reading)
  const said = new Set(found.map(({ id }) => id))
  const silent = known.filter((alert) => !said.has(alert.id) && alert.state !== 'quiet').map(silence)
  return [...found, ...silent].flatMap((finding) => {
    const before = byId.get(finding.id) ?? null
    const next = judge(before, finding, { now: given.now, raisingId: given.newId() })
    if (next === null) return []
    const { alert, steps } = next
    const raisingId = alert.raisingId ?? ''
    return [
      {
        alert,
        isNew: before === null,
        events: steps.flatMap((step): DomainEvent[] =>
          step === 'raised'
            ? [
                {
                  type: 'alert.raised',
                  alertId: alert.id,
                  raisingId,
                  rule: alert.rule,
                  queueId: alert.queueId,
                },
              ]
            : step === 'cleared'
              ? [{ type: 'alert.cleared', alertId: alert.id, raisingId }]
              : [],
        ),
      },
    ]
  })
}

export async function judgeAlerts(
  stores: Stores,
  env: Env,
  input: { reading: AlertReading },
): Promise<{ raised: number }> {
  const changed = judged(await stores.alerts.all(), input.reading, {
    now: env.now,
    newId: () => env.ids.next(),
  })
  for (const { alert, isNew } of changed)
    if (isNew) await stores.alerts.insert(alert)
    else await stores.alerts.save(alert)
  const events = changed.flatMap((one) => one.events)
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { raised: events.filter(({ type }) => type === 'alert.raised').length }
}
