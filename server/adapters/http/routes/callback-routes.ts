import { cancelCallback, ringBackNow } from '../../../commands/manage-callback.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const callbackRoutes = (deps: RouteDeps): RoutesOf<'/api/callbacks'> => {
  const run = runFor(deps)
  return {
    'GET /api/callbacks': ({ me }) => deps.screens.callbacks(me.id),
    'POST /api/callbacks/:id/ring': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          ringBackNow(stores, env, { callbackId: params.id, personId: me.id }),
        ),
        () => deps.screens.phone(me.id),
      ),
    'POST /api/callbacks/:id/cancel': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => cancelCallback(stores, env, { callbackId: params.id, ...body })),
        () => deps.screens.callbacks(me.id),
      ),
  }
}
