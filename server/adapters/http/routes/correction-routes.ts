import { reportCorrection } from '../../../commands/report-correction.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const correctionRoutes = (deps: RouteDeps): RoutesOf<'/api/corrections'> => {
  const run = runFor(deps)
  return {
    'POST /api/corrections/of/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          reportCorrection(stores, env, { memberId: params.id, personId: me.id, ...body }),
        ),
        ({ memberId }) => deps.screens.member(memberId),
      ),
  }
}
