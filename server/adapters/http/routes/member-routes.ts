import { markNumber } from '../../../commands/dial-number.ts'
import { chooseMissedCallText } from '../../../commands/missed-call-text.ts'
import { noteMemberRelay } from '../../../commands/note-text-relay.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const memberRoutes = (deps: RouteDeps): RoutesOf<'/api/members'> & RoutesOf<'/api/search'> => {
  const { screens } = deps
  const run = runFor(deps)
  return {
    'GET /api/members': ({ query }) => screens.members({ q: query.q, cursor: query.cursor ?? null }),
    'GET /api/members/:id': async ({ params }) => orNotFound(await screens.member(params.id)),
    'PUT /api/members/:id/phones/:phoneId/mark': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          markNumber(stores, env, { memberId: params.id, phoneId: params.phoneId, ...body }),
        ),
        () => screens.member(params.id),
      ),
    'PUT /api/members/:id/text-relay': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => noteMemberRelay(stores, env, { memberId: params.id, ...body })),
        () => screens.member(params.id),
      ),
    'PUT /api/members/:id/phones/:phoneId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          chooseMissedCallText(stores, env, { memberId: params.id, phoneId: params.phoneId, ...body }),
        ),
        () => screens.member(params.id),
      ),
    'GET /api/search': ({ query }) => screens.search(query.q),
  }
}
