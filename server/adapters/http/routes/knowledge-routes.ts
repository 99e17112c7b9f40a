import { addAnswer, changeAnswer, putAnswerBack, removeAnswer } from '../../../commands/keep-answers.ts'
import type { RoutesOf } from '../shapes.ts'
import { isSeq, type RouteDeps, runFor, thenShow } from './deps.ts'

export const knowledgeRoutes = (
  deps: RouteDeps,
): RoutesOf<'/api/knowledge'> & RoutesOf<'/api/admin/knowledge'> => {
  const run = runFor(deps)
  const { screens } = deps
  const show = () => screens.adminKnowledge()
  return {
    'GET /api/knowledge': ({ query }) =>
      screens.knowledge({ reason: query.reason ?? null, type: query.type ?? null, typed: query.q }),
    'GET /api/admin/knowledge': show,
    'POST /api/admin/knowledge': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => addAnswer(stores, env, body)), show),
    'PUT /api/admin/knowledge/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeAnswer(stores, env, { answerId: params.id, ...body })),
        show,
      ),
    'POST /api/admin/knowledge/:id/remove': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => removeAnswer(stores, env, { answerId: params.id, ...body })),
        show,
      ),
    'POST /api/admin/knowledge/history/:seq/put-back': async ({ me, params, body }) =>
      isSeq(params.seq)
        ? thenShow(
            await run(me.id, (stores, env) =>
              putAnswerBack(stores, env, { seq: Number(params.seq), ...body }),
            ),
            show,
          )
        : { refused: 'not-found' },
  }
}
