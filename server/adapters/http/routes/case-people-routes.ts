import { seeCase, setCasePerson } from '../../../commands/case-people.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const casePeopleRoutes = (deps: RouteDeps): RoutesOf<'/api/case-people'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/case-people/of/:caseId': async ({ me, params }) =>
      orNotFound(await screens.casePeople(params.caseId, me.id)),
    'PUT /api/case-people/of/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          setCasePerson(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        ({ caseId }) => screens.casePeople(caseId, me.id),
      ),
    'POST /api/case-people/of/:caseId/seen': ({ me, params }) =>
      run(me.id, (stores, env) => seeCase(stores, env, { caseId: params.caseId, personId: me.id })),
  }
}
