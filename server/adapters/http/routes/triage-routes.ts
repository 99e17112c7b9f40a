import { setTriage } from '../../../commands/set-triage.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const triageRoutes = (deps: RouteDeps): RoutesOf<'/api/triage'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/triage/of/:caseId': async ({ params }) => orNotFound(await screens.triage(params.caseId)),
    'PUT /api/triage/of/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          setTriage(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        ({ caseId }) => screens.triage(caseId),
      ),
  }
}
