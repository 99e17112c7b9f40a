import { changeDeadline } from '../../../commands/change-deadline.ts'
import { confirmDeadline, decideDeadlineChange } from '../../../commands/confirm-deadline.ts'
import { proposeDeadline } from '../../../commands/propose-deadline.ts'
import { settleDeadline } from '../../../commands/settle-deadline.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const deadlineRoutes = (deps: RouteDeps): RoutesOf<'/api/deadlines'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ caseId }: { caseId: string }) => screens.case(caseId)
  return {
    'GET /api/deadlines': () => screens.radar(),
    'POST /api/deadlines/of/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          proposeDeadline(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        shown,
      ),
    'PUT /api/deadlines/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/confirm': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          confirmDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/change': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          decideDeadlineChange(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/settle': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          settleDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
  }
}
