import { closeConversation, reopenConversation } from '../../../commands/close-conversation.ts'
import { saveDraft } from '../../../commands/save-draft.ts'
import { sendText } from '../../../commands/send-text.ts'
import { startThread } from '../../../commands/start-thread.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const threadRoutes = (deps: RouteDeps): RoutesOf<'/api/threads'> => {
  const run = runFor(deps)
  const { screens } = deps
  const newest = { before: null }

  return {
    'GET /api/threads/:id': async ({ params, query }) =>
      orNotFound(await screens.thread(params.id, { before: query.before ?? null })),
    'POST /api/threads': async ({ me, body }) =>
      thenShow(
        await run(me.id, (stores, env) => startThread(stores, env, { ...body, personId: me.id })),
        ({ threadId }) => screens.thread(threadId, newest),
      ),
    'POST /api/threads/:id/messages': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          sendText(stores, env, { threadId: params.id, personId: me.id, ...body }),
        ),
        ({ messageId }) => screens.message(messageId),
      ),
    'PUT /api/threads/:id/draft': ({ me, params, body }) =>
      run(me.id, (stores, env) => saveDraft(stores, env, { threadId: params.id, ...body })),
    'POST /api/threads/:id/close': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          closeConversation(stores, env, { threadId: params.id, personId: me.id }),
        ),
        () => screens.thread(params.id, newest),
      ),
    'POST /api/threads/:id/reopen': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          reopenConversation(stores, env, { threadId: params.id, personId: me.id }),
        ),
        () => screens.thread(params.id, newest),
      ),
  }
}
