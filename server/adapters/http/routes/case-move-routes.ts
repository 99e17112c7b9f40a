import { mergeCases, splitCase, undoMerge } from '../../../commands/move-cases.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor } from './deps.ts'

export const caseMoveRoutes = (deps: RouteDeps): RoutesOf<'/api/case-moves'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/case-moves/of/:caseId': async ({ params }) =>
      orNotFound(await screens.caseMoves(params.caseId)),
    'POST /api/case-moves/merge/:caseId': async ({ me, params, body }) => {
      const intoCaseId = await screens.caseIdByReference(body.into)
      if (intoCaseId === null)
        return { refused: 'bad-settings', fields: [{ field: 'into', words: 'No case has this reference.' }] }
      const done = await run(me.id, (stores, env) =>
        mergeCases(stores, env, {
          fromCaseId: params.caseId,
          intoCaseId,
          why: body.why,
          personId: me.id,
        }),
      )
      return 'refused' in done ? done : { caseId: done.intoCaseId }
    },
    'POST /api/case-moves/split/:caseId': async ({ me, params, body }) =>
      run(me.id, (stores, env) =>
        splitCase(stores, env, {
          caseId: params.caseId,
          title: body.title,
          why: body.why,
          personId: me.id,
          parts: {
            contacts: body.contacts,
            case_events: body.notes,
            documents: body.documents,
            follow_ups: body.followUps,
            deadlines: body.deadlines,
          },
        }),
      ),
    'POST /api/case-moves/:id/undo': async ({ me, params, body }) => {
      const done = await run(me.id, (stores, env) =>
        undoMerge(stores, env, { moveId: params.id, personId: me.id, ...body }),
      )
      return 'refused' in done ? done : { caseId: done.fromCaseId }
    },
  }
}
