import {
  addTemplate,
  changeTemplate,
  putTemplateBack,
  removeTemplate,
} from '../../../commands/text-templates.ts'
import type { RoutesOf } from '../shapes.ts'
import { isSeq, orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const templateRoutes = (
  deps: RouteDeps,
): RoutesOf<'/api/templates'> & RoutesOf<'/api/admin/templates'> => {
  const run = runFor(deps)
  const { screens } = deps
  const show = () => screens.adminTemplates()
  return {
    'GET /api/templates/for/:threadId': async ({ me, params }) =>
      orNotFound(await screens.filledTemplates({ threadId: params.threadId, writer: me.name })),
    'GET /api/admin/templates': show,
    'POST /api/admin/templates': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => addTemplate(stores, env, body)), show),
    'PUT /api/admin/templates/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeTemplate(stores, env, { templateId: params.id, ...body })),
        show,
      ),
    'POST /api/admin/templates/:id/remove': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => removeTemplate(stores, env, { templateId: params.id, ...body })),
        show,
      ),
    'POST /api/admin/templates/history/:seq/put-back': async ({ me, params, body }) =>
      isSeq(params.seq)
        ? thenShow(
            await run(me.id, (stores, env) =>
              putTemplateBack(stores, env, { seq: Number(params.seq), ...body }),
            ),
            show,
          )
        : { refused: 'not-found' },
  }
}
