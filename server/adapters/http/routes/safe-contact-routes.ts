import { saveSafeContact } from '../../../commands/save-safe-contact.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const safeContactRoutes = (deps: RouteDeps): RoutesOf<'/api/safe-contact'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'PUT /api/safe-contact/of/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          saveSafeContact(stores, env, { memberId: params.id, personId: me.id, ...body }),
        ),
        () => screens.member(params.id),
      ),
    'GET /api/safe-contact/overrides': ({ me }) =>
      screens.overrides({ readsMembers: me.permissions.includes('read-members') }),
  }
}
