import { addCaseNote } from '../../../commands/add-case-note.ts'
import { addFollowUp } from '../../../commands/add-follow-up.ts'
import { changeCase } from '../../../commands/change-case.ts'
import { logByHand } from '../../../commands/log-by-hand.ts'
import { openCase } from '../../../commands/open-case.ts'
import { settleFollowUp } from '../../../commands/settle-follow-up.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const caseRoutes = (deps: RouteDeps): RoutesOf<'/api/cases'> & RoutesOf<'/api/follow-ups'> => {
  const run = runFor(deps)
  const { screens } = deps
  const settle =
    (done: boolean) =>
    async ({ me, params }: { me: { id: string }; params: { id: string } }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          settleFollowUp(stores, env, { followUpId: params.id, personId: me.id, done }),
        ),
        ({ caseId }) => screens.case(caseId),
      )

  return {
    'GET /api/cases': ({ me, query }) =>
      screens.cases({
        view: query.view,
        about: query.about,
        status: query.status,
        ownerId: query.owner,
        q: query.q,
        cursor: query.cursor ?? null,
        personId: me.id,
      }),
    'POST /api/cases': async ({ me, body }) =>
      thenShow(
        await run(me.id, (stores, env) => openCase(stores, env, { ...body, personId: me.id })),
        ({ caseId }) => screens.case(caseId),
      ),
    'GET /api/cases/:id': async ({ params }) => orNotFound(await screens.case(params.id)),
    'PATCH /api/cases/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeCase(stores, env, { caseId: params.id, personId: me.id, ...body }),
        ),
        () => screens.case(params.id),
      ),
    'POST /api/cases/:id/notes': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          addCaseNote(stores, env, { caseId: params.id, personId: me.id, ...body }),
        ),
        () => screens.case(params.id),
      ),
    'POST /api/cases/:id/contacts': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          logByHand(stores, env, { caseId: params.id, personId: me.id, ...body }),
        ),
        () => screens.case(params.id),
      ),
    'POST /api/cases/:id/follow-ups': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          addFollowUp(stores, env, { caseId: params.id, personId: me.id, ...body }),
        ),
        () => screens.case(params.id),
      ),
    'POST /api/follow-ups/:id/done': settle(true),
    'POST /api/follow-ups/:id/undo': settle(false),
  }
}
