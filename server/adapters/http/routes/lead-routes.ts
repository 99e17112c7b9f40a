import { openLead, settleLead } from '../../../commands/open-lead.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const leadRoutes = (deps: RouteDeps): RoutesOf<'/api/leads'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/leads': () => screens.leads(),
    'GET /api/leads/of/:contactId': async ({ params }) =>
      orNotFound(await screens.joinPath(params.contactId)),
    'POST /api/leads/of/:contactId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          openLead(stores, env, { contactId: params.contactId, personId: me.id, ...body }),
        ),
        ({ contactId }) => screens.joinPath(contactId),
      ),
    'POST /api/leads/:id/settle': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          settleLead(stores, env, { leadId: params.id, personId: me.id, ...body }),
        ),
        () => screens.leads(),
      ),
  }
}
