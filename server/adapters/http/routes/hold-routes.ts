import { liftHold, placeHold } from '../../../commands/legal-hold.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const holdRoutes = (deps: RouteDeps): RoutesOf<'/api/holds'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ of }: { of: { caseId: string | null; memberId: string | null } }) =>
    of.caseId === null ? screens.memberHolds(of.memberId ?? '') : screens.caseHolds(of.caseId)
  return {
    'GET /api/holds': () => screens.holds(),
    'GET /api/holds/case/:id': async ({ params }) => orNotFound(await screens.caseHolds(params.id)),
    'GET /api/holds/member/:id': async ({ params }) => orNotFound(await screens.memberHolds(params.id)),
    'POST /api/holds/case/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          placeHold(stores, env, { caseId: params.id, memberId: null, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/holds/member/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          placeHold(stores, env, { caseId: null, memberId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/holds/:id/lift': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          liftHold(stores, env, { holdId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
  }
}
