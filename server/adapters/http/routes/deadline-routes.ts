import { createHash } from 'node:crypto'
import { askPostponement, notePostponementSent } from '../../../commands/ask-postponement.ts'
import { changeDeadline } from '../../../commands/change-deadline.ts'
import { confirmDeadline, decideDeadlineChange } from '../../../commands/confirm-deadline.ts'
import { proposeDeadline } from '../../../commands/propose-deadline.ts'
import { decideReopenedDeadline, reopenDeadline } from '../../../commands/reopen-deadline.ts'
import { settleDeadline } from '../../../commands/settle-deadline.ts'
import { letterPdf } from '../../files/letter-pdf.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

export const deadlineRoutes = (deps: RouteDeps): RoutesOf<'/api/deadlines'> => {
  const run = runFor(deps)
  const { screens } = deps
  const shown = ({ caseId }: { caseId: string }) => screens.case(caseId)
  return {
    'GET /api/deadlines': () => screens.radar(),
    'POST /api/deadlines/of/:caseId': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          proposeDeadline(stores, env, { caseId: params.caseId, personId: me.id, ...body }),
        ),
        shown,
      ),
    'PUT /api/deadlines/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/confirm': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          confirmDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/change': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          decideDeadlineChange(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/settle': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          settleDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/reopen': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          reopenDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/reopening': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          decideReopenedDeadline(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
    'POST /api/deadlines/:id/postponement': async ({ me, params, body: { version, offeredOn, letter } }) => {
      // Made before the transaction, which holds nothing but the database's work.
      const content = await letterPdf(letter, {
        title: 'Request to postpone a hearing',
        at: deps.clock.now(),
      })
      const sha256 = createHash('sha256').update(content).digest('hex')
      return thenShow(
        await run(me.id, (stores, env) =>
          askPostponement(stores, env, {
            deadlineId: params.id,
            personId: me.id,
            version,
            offeredOn,
            letter: { content, sha256 },
          }),
        ),
        shown,
      )
    },
    'POST /api/deadlines/:id/postponement/sent': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          notePostponementSent(stores, env, { deadlineId: params.id, personId: me.id, ...body }),
        ),
        shown,
      ),
  }
}
