import { changeAdvice, logAdvice } from '../../../commands/advice.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const adviceRoutes = (deps: RouteDeps): RoutesOf<'/api/advice'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/advice/of/:caseId': async ({ me, params }) =>
      orNotFound(await screens.advice({ caseId: params.caseId, personId: me.id })),
    'POST /api/advice/of/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          logAdvice(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        ({ caseId }) => screens.advice({ caseId, personId: me.id }),
      ),
    'PUT /api/advice/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeAdvice(stores, env, { adviceId: params.id, personId: me.id, ...body }),
        ),
        ({ caseId }) => screens.advice({ caseId, personId: me.id }),
      ),
  }
}
