import { mergeMembers, undoMerge } from '../../../commands/merge-members.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

/** With a caller on the line who is not verified nobody compares records: they hold the answers to the questions. */
export const mergeRoutes = (deps: RouteDeps): RoutesOf<'/api/merges'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ keeperId }: { keeperId: string }) => screens.merges(keeperId)
  return {
    'GET /api/merges/of/:memberId': async ({ me, params }) =>
      (await screens.hasUnverifiedCaller(me.id))
        ? { refused: 'verify-first' }
        : orNotFound(await screens.merges(params.memberId)),
    'GET /api/merges/compare/:memberId/:other': async ({ me, params }) =>
      (await screens.hasUnverifiedCaller(me.id))
        ? { refused: 'verify-first' }
        : orNotFound(await screens.mergeCompare(params.memberId, params.other)),
    'POST /api/merges/of/:memberId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          mergeMembers(stores, env, { ...body, keeperId: params.memberId, personId: me.id }),
        ),
        shown,
      ),
    'POST /api/merges/:id/undo': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          undoMerge(stores, env, { ...body, mergeId: params.id, personId: me.id }),
        ),
        shown,
      ),
  }
}
