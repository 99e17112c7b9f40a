import { acknowledgeAlert } from '../../../commands/acknowledge-alert.ts'
import { setDuty } from '../../../commands/set-duty.ts'
import type { Asker } from '../access.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

/** Alerts that are up, and who is on duty. */
export const alertRoutes = (deps: RouteDeps): RoutesOf<'/api/alerts'> => {
  const run = runFor(deps)
  const show = (me: Asker) =>
    deps.screens.alerts({ personId: me.id, opensWork: me.permissions.includes('work-cases') })
  return {
    'GET /api/alerts': ({ me }) => show(me),
    'POST /api/alerts/:id/acknowledge': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          acknowledgeAlert(stores, env, { ...body, alertId: params.id, personId: me.id }),
        ),
        () => show(me),
      ),
    'PUT /api/alerts/duty': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => setDuty(stores, env, body)), () => show(me)),
  }
}
