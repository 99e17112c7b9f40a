import { addPost, backAgain, endPost, noteAway } from '../../../commands/change-cover.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor } from './deps.ts'

export const coverRoutes = (deps: RouteDeps): RoutesOf<'/api/cover'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/cover/of/:memberId': async ({ me, params }) =>
      orNotFound(await screens.coverOfMember(params.memberId, await screens.hasUnverifiedCaller(me.id))),
    'GET /api/cover/workplaces/:id': async ({ params }) =>
      orNotFound(await screens.coverOfWorkplace(params.id)),
    'GET /api/cover/tree': ({ query }) => screens.coverTree(query),
    'POST /api/cover/posts': ({ me, body }) =>
      run(me.id, (stores, env) => addPost(stores, env, { ...body, personId: me.id })),
    'POST /api/cover/posts/:id/end': ({ me, params, body }) =>
      run(me.id, (stores, env) => endPost(stores, env, { ...body, postId: params.id, personId: me.id })),
    'POST /api/cover/posts/:id/away': ({ me, params, body }) =>
      run(me.id, (stores, env) => noteAway(stores, env, { ...body, postId: params.id, personId: me.id })),
    'POST /api/cover/absences/:id/back': ({ me, params }) =>
      run(me.id, (stores, env) => backAgain(stores, env, { absenceId: params.id })),
  }
}
