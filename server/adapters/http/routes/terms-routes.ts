import { askTerms, noteTerms, publishTerms } from '../../../commands/terms.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const termsRoutes = (deps: RouteDeps): RoutesOf<'/api/terms'> & RoutesOf<'/api/admin/terms'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/terms/of/:caseId': async ({ params }) => orNotFound(await screens.terms(params.caseId)),
    'POST /api/terms/ask/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          askTerms(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        () => screens.terms(params.caseId),
      ),
    'POST /api/terms/note/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          noteTerms(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        () => screens.terms(params.caseId),
      ),
    'GET /api/admin/terms': () => screens.adminTerms(),
    'POST /api/admin/terms': async ({ me, body }) =>
      thenShow(
        await run(me.id, (stores, env) => publishTerms(stores, env, { personId: me.id, ...body })),
        () => screens.adminTerms(),
      ),
  }
}
