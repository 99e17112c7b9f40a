/** Somebody has seen an alert: it leaves them in peace until it is raised anew. Others still see it. */
import type { Refused } from '../contract/refusals.ts'
import { acknowledge, isUp } from '../domain/alerts.ts'
import type { Env, Stores } from './ports.ts'

/** Refused as not-found when it is over, or was raised anew meanwhile: nobody silences what they have not read. */
export async function acknowledgeAlert(
  stores: Stores,
  env: Env,
  input: { alertId: string; raisingId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const alert = await stores.alerts.find(input.alertId)
  if (alert === null || !isUp(alert) || alert.raisingId !== input.raisingId) return { refused: 'alert-over' }
  const seen = acknowledge(alert, input.personId, env.now)
  if (seen === null) return { done: true }
  await stores.alerts.save(seen)
  await stores.events.append(
    [
      {
        type: 'alert.acknowledged',
        alertId: alert.id,
        raisingId: input.raisingId,
        personId: input.personId,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
