import { saveNeeds } from '../../../commands/save-needs.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const needsRoutes = (deps: RouteDeps): RoutesOf<'/api/needs'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/needs/of/:memberId': async ({ params }) => orNotFound(await screens.needs(params.memberId)),
    'PUT /api/needs/of/:memberId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          saveNeeds(stores, env, { ...body, memberId: params.memberId, personId: me.id }),
        ),
        ({ memberId }) => screens.needs(memberId),
      ),
  }
}
