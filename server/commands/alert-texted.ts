/** What became of the text about an alert to whoever is on duty; kept with the alert, and told once. */
import type { AlertText } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

export async function alertTexted(
  stores: Stores,
  env: Env,
  input: { alertId: string; raisingId: string; personId: string | null; result: AlertText['state'] },
): Promise<void> {
  const alert = await stores.alerts.find(input.alertId)
  if (alert === null || alert.raisingId !== input.raisingId || alert.text !== null) return
  const { personId, result } = input
  await stores.alerts.save({ ...alert, text: { state: result, personId, at: env.now } })
  await stores.events.append(
    [{ type: 'alert.texted', alertId: alert.id, raisingId: input.raisingId, personId, result }],
    { actor: env.actor, at: env.now },
  )
}

/** Whoever went on duty was texted about these, which were up already, or could not be. One that was raised anew is texted on its own. */
export async function alertsTextedTo(
  stores: Stores,
  env: Env,
  input: {
    personId: string
    raisings: { alertId: string; raisingId: string | null }[]
    result: 'sent' | 'failed'
  },
): Promise<void> {
  const { personId, result } = input
  for (const { alertId, raisingId } of input.raisings) {
    const alert = await stores.alerts.find(alertId)
    if (alert === null || raisingId === null || alert.raisingId !== raisingId) continue
    await stores.alerts.save({ ...alert, text: { state: result, personId, at: env.now } })
    await stores.events.append([{ type: 'alert.texted', alertId, raisingId, personId, result }], {
      actor: env.actor,
      at: env.now,
    })
  }
}

const news: Readonly<Record<string, AlertText['state']>> = {
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
}

/** Whether the text about these alerts arrived. News may overtake the answer to the request that sent it. */
export async function alertTextNews(
  stores: Stores,
  env: Env,
  input: { raisingIds: readonly string[]; status: string },
): Promise<void> {
  const result = news[input.status]
  if (result === undefined) return
  for (const alert of await stores.alerts.all()) {
    const { raisingId, text } = alert
    if (raisingId === null || !input.raisingIds.includes(raisingId)) continue
    if (text !== null && text.state !== 'sent') continue
    const personId = text?.personId ?? (await stores.duty.read()).personId
    await stores.alerts.save({ ...alert, text: { state: result, personId, at: env.now } })
    await stores.events.append([{ type: 'alert.texted', alertId: alert.id, raisingId, personId, result }], {
      actor: env.actor,
      at: env.now,
    })
  }
}
