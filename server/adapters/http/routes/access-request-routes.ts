import { changeAccessRequest, decidePassages, openAccessRequest } from '../../../commands/access-requests.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const accessRequestRoutes = (deps: RouteDeps): RoutesOf<'/api/access-requests'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ requestId }: { requestId: string }) => screens.accessRequest(requestId)
  return {
    'GET /api/access-requests': () => screens.accessRequests(),
    'GET /api/access-requests/:id': async ({ params }) => orNotFound(await screens.accessRequest(params.id)),
    'POST /api/access-requests': async ({ me, body }) => {
      const memberId = await screens.memberIdByNumber(body.membershipNumber)
      if (memberId === null)
        return {
          refused: 'bad-settings',
          fields: [{ field: 'membershipNumber', words: 'Nobody has this membership number.' }],
        }
      return thenShow(
        await run(me.id, (stores, env) =>
          openAccessRequest(stores, env, { memberId, receivedOn: body.receivedOn }),
        ),
        shown,
      )
    },
    'POST /api/access-requests/:id/change': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeAccessRequest(stores, env, { requestId: params.id, ...body }),
        ),
        shown,
      ),
    'POST /api/access-requests/:id/decide': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => decidePassages(stores, env, { requestId: params.id, ...body })),
        shown,
      ),
  }
}
