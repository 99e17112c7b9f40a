import {
  answerReferral,
  recallReferral,
  referCase,
  setBranchPeople,
  takeReferral,
} from '../../../commands/refer-case.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const referralRoutes = (
  deps: RouteDeps,
): RoutesOf<'/api/referrals'> & RoutesOf<'/api/branch'> & RoutesOf<'/api/branches'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ caseId }: { caseId: string }) => screens.caseReferrals(caseId)
  const answer =
    (to: 'accepted' | 'declined' | 'finished') =>
    async ({
      me,
      params,
      body,
    }: {
      me: { id: string }
      params: { id: string }
      body: { version: number; why?: string }
    }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          answerReferral(stores, env, { to, referralId: params.id, personId: me.id, ...body }),
        ),
        () => screens.myBranch(me.id),
      )
  return {
    'GET /api/referrals/branches': () => screens.branchChoices(),
    'GET /api/referrals/of/:caseId': async ({ params }) => orNotFound(await shown(params)),
    'POST /api/referrals/of/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          referCase(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/referrals/:id/recall': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          recallReferral(stores, env, { referralId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/referrals/:id/take': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          takeReferral(stores, env, { referralId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'GET /api/branch': ({ me }) => screens.myBranch(me.id),
    'POST /api/branch/:id/accept': answer('accepted'),
    'POST /api/branch/:id/decline': answer('declined'),
    'POST /api/branch/:id/finish': answer('finished'),
    'GET /api/branches': () => screens.branches(),
    'PUT /api/branches/:id/people': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => setBranchPeople(stores, env, { branchId: params.id, ...body })),
        () => screens.branches(),
      ),
  }
}
