import {
  breakGlass,
  openOtherSide,
  sealCase,
  seeOpening,
  setStanding,
  unsealCase,
} from '../../../commands/seal-case.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const sealRoutes = (deps: RouteDeps): RoutesOf<'/api/seals'> & RoutesOf<'/api/openings'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/seals/:caseId': async ({ me, params }) => orNotFound(await screens.seal(params.caseId, me.id)),
    'POST /api/seals/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => sealCase(stores, env, { ...params, ...body, personId: me.id })),
        ({ caseId }) => screens.seal(caseId, me.id),
      ),
    'POST /api/seals/:caseId/lift': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => unsealCase(stores, env, { ...params, ...body, personId: me.id })),
        ({ caseId }) => screens.seal(caseId, me.id),
      ),
    'PUT /api/seals/:caseId/people': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => setStanding(stores, env, { ...params, ...body, personId: me.id })),
        ({ caseId }) => screens.seal(caseId, me.id),
      ),
    'POST /api/seals/:caseId/other-side': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          openOtherSide(stores, env, { ...params, ...body, personId: me.id }),
        ),
        ({ caseId }) => screens.seal(caseId, me.id),
      ),
    'GET /api/openings': () => screens.openings(),
    'POST /api/openings': ({ me, body }) =>
      run(me.id, (stores, env) => breakGlass(stores, env, { ...body, personId: me.id })),
    'POST /api/openings/:id/seen': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) => seeOpening(stores, env, { openingId: params.id, personId: me.id })),
        () => screens.openings(),
      ),
  }
}
