import { changeView, removeView, saveView } from '../../../commands/saved-views.ts'
import type { Asker } from '../access.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const savedViewRoutes = (deps: RouteDeps): RoutesOf<'/api/saved-views'> => {
  const run = runFor(deps)
  const tidies = (me: Asker) => me.permissions.includes('supervise')
  const show = (me: Asker) => deps.screens.savedViews({ personId: me.id, tidies: tidies(me) })
  return {
    'GET /api/saved-views': ({ me }) => show(me),
    'POST /api/saved-views': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => saveView(stores, env, { personId: me.id, ...body })), () =>
        show(me),
      ),
    'PUT /api/saved-views/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeView(stores, env, { viewId: params.id, personId: me.id, ...body }),
        ),
        () => show(me),
      ),
    'POST /api/saved-views/:id/remove': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          removeView(stores, env, { viewId: params.id, personId: me.id, tidies: tidies(me), ...body }),
        ),
        () => show(me),
      ),
  }
}
