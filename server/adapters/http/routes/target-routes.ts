import { releaseCase, setCaseWatch } from '../../../commands/case-watch.ts'
import { changeFollowUp } from '../../../commands/change-follow-up.ts'
import { meetTarget, pauseTarget, resumeTarget, startTarget } from '../../../commands/service-targets.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const targetRoutes = (
  deps: RouteDeps,
): RoutesOf<'/api/targets'> & RoutesOf<'/api/watch'> & RoutesOf<'/api/tasks'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ caseId }: { caseId: string }) => screens.caseTargets(caseId)
  return {
    'GET /api/targets/of/:caseId': async ({ params }) => orNotFound(await shown(params)),
    'POST /api/targets/of/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          startTarget(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/targets/:id/pause': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          pauseTarget(stores, env, { targetId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/targets/:id/resume': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          resumeTarget(stores, env, { targetId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/targets/:id/met': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          meetTarget(stores, env, { targetId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'GET /api/watch': () => screens.watch(),
    'PUT /api/watch': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => setCaseWatch(stores, env, body)), () => screens.watch()),
    'POST /api/watch/release/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => releaseCase(stores, env, { caseId: params.caseId, ...body })),
        ({ caseId }) => screens.case(caseId),
      ),
    'PUT /api/tasks/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeFollowUp(stores, env, { followUpId: params.id, ...body })),
        ({ caseId }) => screens.case(caseId),
      ),
  }
}
