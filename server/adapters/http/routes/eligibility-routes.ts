import { assessEligibility, decideSupport } from '../../../commands/assess-eligibility.ts'
import type { EligibilityView } from '../../../contract/eligibility-api.ts'
import type { Refused } from '../../../contract/refusals.ts'
import type { Asker } from '../access.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const eligibilityRoutes = (deps: RouteDeps): RoutesOf<'/api/eligibility'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = (me: Asker, caseId: string) =>
    screens.eligibility(caseId, {
      work: me.permissions.includes('work-cases'),
      decide: me.permissions.includes('confirm-deadlines'),
    })
  /** It is the membership record itself: nobody reads it with an unverified caller on the line. */
  const once = async (
    me: Asker,
    work: () => Promise<EligibilityView | Refused>,
  ): Promise<EligibilityView | Refused> =>
    (await screens.hasUnverifiedCaller(me.id)) ? { refused: 'verify-first' } : work()
  return {
    'GET /api/eligibility/of/:caseId': ({ me, params }) =>
      once(me, async () => orNotFound(await shown(me, params.caseId))),
    'PUT /api/eligibility/of/:caseId': ({ me, params, body }) =>
      once(me, async () =>
        thenShow(
          await run(me.id, (stores, env) =>
            assessEligibility(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
          ),
          ({ caseId }) => shown(me, caseId),
        ),
      ),
    'POST /api/eligibility/of/:caseId/decision': ({ me, params, body }) =>
      once(me, async () =>
        thenShow(
          await run(me.id, (stores, env) =>
            decideSupport(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
          ),
          ({ caseId }) => shown(me, caseId),
        ),
      ),
  }
}
