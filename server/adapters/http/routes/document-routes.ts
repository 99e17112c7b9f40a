import { changeDocument, putDocumentBack, removeDocument } from '../../../commands/change-document.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const documentRoutes = (deps: RouteDeps): RoutesOf<'/api/documents'> => {
  const run = runFor(deps)
  const shown = ({ caseId }: { caseId: string }) =>
    deps.screens.caseDocuments(caseId, { isVirusChecked: deps.isVirusChecked })
  return {
    'GET /api/documents/of/:caseId': async ({ params }) => orNotFound(await shown(params)),
    'PUT /api/documents/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeDocument(stores, env, { documentId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/documents/:id/remove': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          removeDocument(stores, env, { documentId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/documents/:id/put-back': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          putDocumentBack(stores, env, { documentId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
  }
}
