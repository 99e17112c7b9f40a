import { addLine, changeHours, changeLine } from '../../../commands/change-line.ts'
import { publishMenu, putBack, saveMenuDraft } from '../../../commands/change-menu.ts'
import { addQueue, changeQueue, orderQueues, removeQueue } from '../../../commands/change-queues.ts'
import { closeLineNow, reopenLine } from '../../../commands/close-line.ts'
import { putQueueBack } from '../../../commands/put-queue-back.ts'
import { removeLine, restoreLine } from '../../../commands/remove-line.ts'
import { allowTrial } from '../../../commands/try-menu.ts'
import type { RoutesOf } from '../shapes.ts'
import { isSeq, orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

/** Lines, hours, menus and queues: whatever is saved here is what the next caller hears. */
export const adminRoutes = (
  deps: RouteDeps,
): Omit<
  RoutesOf<'/api/admin'>,
  keyof (RoutesOf<'/api/admin/people'> &
    RoutesOf<'/api/admin/member-imports'> &
    RoutesOf<'/api/admin/templates'> &
    RoutesOf<'/api/admin/terms'> &
    RoutesOf<'/api/admin/case-types'> &
    RoutesOf<'/api/admin/knowledge'>)
> => {
  const run = runFor(deps)
  const { screens } = deps
  const showLine = ({ lineId }: { lineId: string }) => screens.adminLine(lineId)

  return {
    'GET /api/admin/lines': () => screens.adminLines(),
    'POST /api/admin/lines': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => addLine(stores, env, body)), showLine),
    'GET /api/admin/lines/:id': async ({ params }) => orNotFound(await screens.adminLine(params.id)),
    'PUT /api/admin/lines/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeLine(stores, env, { lineId: params.id, ...body })),
        showLine,
      ),
    'PUT /api/admin/lines/:id/hours': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeHours(stores, env, { lineId: params.id, ...body })),
        showLine,
      ),
    'PUT /api/admin/lines/:id/menu-draft': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => saveMenuDraft(stores, env, { lineId: params.id, ...body })),
        showLine,
      ),
    'POST /api/admin/lines/:id/menu-draft/publish': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => publishMenu(stores, env, { lineId: params.id, ...body })),
        showLine,
      ),
    'POST /api/admin/lines/:id/menu-draft/trial': ({ me, params, body }) =>
      run(me.id, (stores, env) => allowTrial(stores, env, { lineId: params.id, ...body })),
    'POST /api/admin/lines/:id/preview': async ({ params, body }) =>
      orNotFound(await screens.preview(params.id, body)),
    'POST /api/admin/lines/:id/close': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => closeLineNow(stores, env, { lineId: params.id, ...body })),
        () => screens.adminLines(),
      ),
    'POST /api/admin/lines/:id/reopen': async ({ me, params }) =>
      thenShow(await run(me.id, (stores, env) => reopenLine(stores, env, { lineId: params.id })), () =>
        screens.adminLines(),
      ),
    'POST /api/admin/history/:seq/put-back': async ({ me, params, body }) =>
      isSeq(params.seq)
        ? thenShow(
            await run(me.id, (stores, env) => putBack(stores, env, { seq: Number(params.seq), ...body })),
            showLine,
          )
        : { refused: 'not-found' },
    'POST /api/admin/lines/:id/remove': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => removeLine(stores, env, { lineId: params.id, ...body })),
        () => screens.adminLines(),
      ),
    'POST /api/admin/lines/:id/restore': async ({ me, params }) =>
      thenShow(await run(me.id, (stores, env) => restoreLine(stores, env, { lineId: params.id })), () =>
        screens.adminLines(),
      ),
    'POST /api/admin/queues/history/:seq/put-back': async ({ me, params, body }) =>
      isSeq(params.seq)
        ? thenShow(
            await run(me.id, (stores, env) =>
              putQueueBack(stores, env, { seq: Number(params.seq), ...body }),
            ),
            () => screens.adminQueues(),
          )
        : { refused: 'not-found' },
    'GET /api/admin/queues': () => screens.adminQueues(),
    'POST /api/admin/queues': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => addQueue(stores, env, body)), () => screens.adminQueues()),
    'PUT /api/admin/queues/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changeQueue(stores, env, { queueId: params.id, ...body })),
        () => screens.adminQueues(),
      ),
    'DELETE /api/admin/queues/:id': async ({ me, params }) =>
      thenShow(await run(me.id, (stores, env) => removeQueue(stores, env, { queueId: params.id })), () =>
        screens.adminQueues(),
      ),
    'POST /api/admin/queues/order': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => orderQueues(stores, env, body)), () =>
        screens.adminQueues(),
      ),
  }
}
