import { previewCohortText, sendCohortText, stopCohortText } from '../../../commands/cohort-texts.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const cohortTextRoutes = (deps: RouteDeps): RoutesOf<'/api/cohort-texts'> => {
  const run = runFor(deps)
  const { screens } = deps
  return {
    'GET /api/cohort-texts': ({ me }) => screens.cohortTexts(me.id),
    'GET /api/cohort-texts/audiences': ({ query }) => screens.audiences(query.q),
    'POST /api/cohort-texts': async ({ me, body }) =>
      thenShow(
        await run(me.id, (stores, env) => previewCohortText(stores, env, { personId: me.id, ...body })),
        () => screens.cohortTexts(me.id),
      ),
    'POST /api/cohort-texts/:id/send': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          sendCohortText(stores, env, { cohortId: params.id, personId: me.id, ...body }),
        ),
        () => screens.cohortTexts(me.id),
      ),
    'POST /api/cohort-texts/:id/stop': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          stopCohortText(stores, env, { cohortId: params.id, personId: me.id, ...body }),
        ),
        () => screens.cohortTexts(me.id),
      ),
  }
}
