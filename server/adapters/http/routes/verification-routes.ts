import { answerVerification, confirmRungBack, verifyCaller } from '../../../commands/verify-caller.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const verificationRoutes = (deps: RouteDeps): RoutesOf<'/api/verification'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'POST /api/verification/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          verifyCaller(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.contact(params.id, me.id),
      ),
    'POST /api/verification/:id/answer': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          answerVerification(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.contact(params.id, me.id),
      ),
    'POST /api/verification/:id/rang-back': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          confirmRungBack(stores, env, { contactId: params.id, personId: me.id }),
        ),
        () => screens.contact(params.id, me.id),
      ),
  }
}
