import {
  giveAuthority,
  noteSpeaker,
  renewAuthority,
  withdrawAuthority,
} from '../../../commands/authorities.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const authorityRoutes = (deps: RouteDeps): RoutesOf<'/api/authorities'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ memberId }: { memberId: string }) => screens.authorities(memberId)
  return {
    'GET /api/authorities/of/:memberId': async ({ params }) =>
      orNotFound(await screens.authorities(params.memberId)),
    'POST /api/authorities/of/:memberId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          giveAuthority(stores, env, { ...body, memberId: params.memberId, personId: me.id }),
        ),
        shown,
      ),
    'POST /api/authorities/:id/renew': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          renewAuthority(stores, env, { ...body, authorityId: params.id, personId: me.id }),
        ),
        shown,
      ),
    'POST /api/authorities/:id/withdraw': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          withdrawAuthority(stores, env, { ...body, authorityId: params.id, personId: me.id }),
        ),
        shown,
      ),
    'PUT /api/authorities/call/:contactId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          noteSpeaker(stores, env, { ...body, contactId: params.contactId, personId: me.id }),
        ),
        () => screens.contact(params.contactId, me.id),
      ),
  }
}
