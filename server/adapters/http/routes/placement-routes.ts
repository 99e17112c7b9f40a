import { placePerson, takePlacementBack } from '../../../commands/place-person.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

/** Who takes which queue for a while. */
export const placementRoutes = (deps: RouteDeps): RoutesOf<'/api/placements'> => {
  const run = runFor(deps)
  const show = (personId: string) => deps.screens.personQueues(personId)
  return {
    'GET /api/placements/of/:personId': async ({ params }) => orNotFound(await show(params.personId)),
    'POST /api/placements/of/:personId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          placePerson(stores, env, { ...body, personId: params.personId, byId: me.id }),
        ),
        () => show(params.personId),
      ),
    'POST /api/placements/:id/take-back': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          takePlacementBack(stores, env, { placementId: params.id, byId: me.id }),
        ),
        ({ personId }) => show(personId),
      ),
  }
}
