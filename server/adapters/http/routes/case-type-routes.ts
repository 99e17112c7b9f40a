import {
  answerCaseField,
  chooseCaseType,
  findCaseDocument,
  moveCaseStage,
} from '../../../commands/case-sheet.ts'
import { addCaseType, changeCaseType, putCaseTypeBack, retireCaseType } from '../../../commands/case-types.ts'
import type { RoutesOf } from '../shapes.ts'
import { isSeq, orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const caseTypeRoutes = (
  deps: RouteDeps,
): RoutesOf<'/api/admin/case-types'> & RoutesOf<'/api/sheets'> => {
  const run = runFor(deps)
  const { screens } = deps
  const show = () => screens.adminCaseTypes()
  const sheet = ({ caseId }: { caseId: string }) => screens.sheet(caseId)
  return {
    'GET /api/admin/case-types': show,
    'POST /api/admin/case-types': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => addCaseType(stores, env, body)), show),
    'PUT /api/admin/case-types/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeCaseType(stores, env, { typeId: params.id, ...body })),
        show,
      ),
    'POST /api/admin/case-types/:id/retire': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => retireCaseType(stores, env, { typeId: params.id, ...body })),
        show,
      ),
    'POST /api/admin/case-types/history/:seq/put-back': async ({ me, params, body }) =>
      isSeq(params.seq)
        ? thenShow(
            await run(me.id, (stores, env) =>
              putCaseTypeBack(stores, env, { seq: Number(params.seq), ...body }),
            ),
            show,
          )
        : { refused: 'not-found' },
    'GET /api/sheets/of/:caseId': async ({ params }) => orNotFound(await sheet(params)),
    'PUT /api/sheets/of/:caseId/type': async ({ me, params, body }) =>
      thenShow(await run(me.id, (stores, env) => chooseCaseType(stores, env, { ...params, ...body })), sheet),
    'PUT /api/sheets/of/:caseId/stage': async ({ me, params, body }) =>
      thenShow(await run(me.id, (stores, env) => moveCaseStage(stores, env, { ...params, ...body })), sheet),
    'PUT /api/sheets/of/:caseId/answer': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => answerCaseField(stores, env, { ...params, ...body })),
        sheet,
      ),
    'PUT /api/sheets/of/:caseId/document': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => findCaseDocument(stores, env, { ...params, ...body })),
        sheet,
      ),
  }
}
