import { applyImport } from '../../../commands/apply-members.ts'
import { discardImport } from '../../../commands/import-members.ts'
import type { MemberImportsView } from '../../../contract/member-views.ts'
import { isRefused, type Refused } from '../../../contract/refusals.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor } from './deps.ts'

/** The report of a members' file, and what a person decides about it. The file itself: member-file-routes.ts. */
export const memberImportRoutes = (deps: RouteDeps): RoutesOf<'/api/admin/member-imports'> => {
  const run = runFor(deps)
  const { screens } = deps
  const then = async (answer: string | Refused): Promise<MemberImportsView | Refused> =>
    isRefused(answer) ? answer : screens.memberImports()
  return {
    'GET /api/admin/member-imports': () => screens.memberImports(),
    'GET /api/admin/member-imports/:id/rows': async ({ params, query }) =>
      orNotFound(
        await screens.memberImportRows({
          importId: params.id,
          kind: query.kind,
          cursor: query.cursor ?? null,
        }),
      ),
    'POST /api/admin/member-imports/:id/apply': async ({ me, params, body }) => {
      const answer = await run(me.id, (stores, env) =>
        applyImport(stores, env, { importId: params.id, ...body }),
      )
      if (!isRefused(answer)) deps.applyMembers()
      return then(answer)
    },
    'POST /api/admin/member-imports/:id/discard': async ({ me, params }) =>
      then(await run(me.id, (stores, env) => discardImport(stores, env, { importId: params.id }))),
  }
}
