import { addToGroup, closeGroup, openGroup } from '../../../commands/group-case.ts'
import { isRefused } from '../../../contract/refusals.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const groupRoutes = (deps: RouteDeps): RoutesOf<'/api/groups'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'POST /api/groups': ({ me, body }) =>
      run(me.id, (stores, env) => openGroup(stores, env, { personId: me.id, ...body })),
    'GET /api/groups/of/:caseId': async ({ params }) => orNotFound(await screens.group(params.caseId)),
    'POST /api/groups/of/:caseId/members': async ({ me, params, body }) => {
      // Names and membership stay hidden while an unverified caller is on the line (F85).
      if (await screens.hasUnverifiedCaller(me.id)) return { refused: 'verify-first' }
      const done = await run(me.id, (stores, env) =>
        addToGroup(stores, env, { groupId: params.caseId, personId: me.id, ...body }),
      )
      if (isRefused(done)) return done
      const group = await screens.group(done.groupId)
      return group === null
        ? { refused: 'not-found' }
        : { group, answers: await screens.pasteAnswers(done.answers) }
    },
    'POST /api/groups/of/:caseId/close': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          closeGroup(stores, env, { groupId: params.caseId, personId: me.id, ...body }),
        ),
        ({ groupId }) => screens.group(groupId),
      ),
  }
}
