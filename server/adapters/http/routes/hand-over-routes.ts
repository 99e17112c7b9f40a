import { acceptCase, sendBack } from '../../../commands/hand-over.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const handOverRoutes = (deps: RouteDeps): RoutesOf<'/api/hand-overs'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/hand-overs/of/:caseId': async ({ me, params }) =>
      orNotFound(await screens.brief(params.caseId, me.id)),
    'POST /api/hand-overs/:id/accept': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          acceptCase(stores, env, { handOverId: params.id, personId: me.id, ...body }),
        ),
        ({ caseId }) => screens.brief(caseId, me.id),
      ),
    'POST /api/hand-overs/:id/send-back': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          sendBack(stores, env, { handOverId: params.id, personId: me.id, ...body }),
        ),
        ({ caseId }) => screens.brief(caseId, me.id),
      ),
  }
}
