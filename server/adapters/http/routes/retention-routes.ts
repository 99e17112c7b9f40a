import { approveErasure, askTwilioAgain, changeRetention } from '../../../commands/retention.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const retentionRoutes = (deps: RouteDeps): RoutesOf<'/api/retention'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/retention': () => screens.retention(),
    'PUT /api/retention': async ({ me, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeRetention(stores, env, { personId: me.id, ...body })),
        () => screens.retention(),
      ),
    'GET /api/retention/:id': async ({ params }) => orNotFound(await screens.erasure(params.id)),
    'POST /api/retention/:id/approve': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          approveErasure(stores, env, { erasureId: params.id, personId: me.id, ...body }),
        ),
        () => screens.erasure(params.id),
      ),
    'POST /api/retention/:id/again': async ({ me, params }) =>
      thenShow(await run(me.id, (stores, env) => askTwilioAgain(stores, env, { erasureId: params.id })), () =>
        screens.erasure(params.id),
      ),
  }
}
