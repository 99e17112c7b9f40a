import { createHash } from 'node:crypto'
import { changeListening, listenToCall, stopListening } from '../../../commands/listen-to-call.ts'
import { moveCaller } from '../../../commands/move-caller.ts'
import { openWall } from '../../../commands/open-wall.ts'
import { recoverPerson } from '../../../commands/recover-person.ts'
import { takeCaller } from '../../../commands/take-caller.ts'
import { boardWithoutNames } from '../../../contract/board-changes.ts'
import { myQueuesView, wallView } from '../../../views/live-view.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor, thenShow } from './deps.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** The board, and the wall: a screen in the office that signs in with nothing but a long random address. */
export const liveRoutes = (
  deps: RouteDeps,
): RoutesOf<'/api/live'> &
  RoutesOf<'/api/my-queues'> &
  RoutesOf<'/api/listening'> &
  RoutesOf<'/api/audit'> &
  RoutesOf<'/api/wall'> => {
  const run = runFor(deps)
  return {
    'GET /api/my-queues': async ({ me }) => myQueuesView(await deps.board.lately(), me.id),
    'GET /api/live': async ({ me }) => {
      const board = await deps.board.now()
      return me.permissions.includes('read-members') ? board : boardWithoutNames(board)
    },
    'GET /api/live/behind': ({ me, query }) =>
      deps.screens.behind({
        what: query.what,
        queueId: query.queue ?? null,
        isNamed: me.permissions.includes('read-members'),
        opensCases: me.permissions.includes('read-cases'),
        opensTexts: me.permissions.includes('text-members'),
      }),
    'POST /api/live/callers/:id/move': ({ me, params, body }) =>
      run(me.id, (stores, env) =>
        moveCaller(stores, env, { ...body, contactId: params.id, personId: me.id }),
      ),
    'POST /api/live/callers/:id/take': ({ me, params }) =>
      run(me.id, (stores, env) => takeCaller(stores, env, { contactId: params.id, personId: me.id })),
    'POST /api/live/people/:id/recover': async ({ me, params }) => {
      const contactId = await run(
        me.id,
        async (stores) => (await stores.presences.find(params.id))?.contactId ?? null,
      )
      const isOver = contactId === null ? true : await deps.isCallOver(contactId)
      if (isOver === 'unknown') return { refused: 'cannot-tell' }
      return run(me.id, (stores, env) =>
        recoverPerson(stores, env, { personId: params.id, byId: me.id, contactId, isOver }),
      )
    },
    'POST /api/live/people/:id/listen': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          listenToCall(stores, env, {
            ...body,
            personId: me.id,
            agentId: params.id,
            agreement: deps.agreement,
          }),
        ),
        () => deps.screens.phone(me.id),
      ),
    'POST /api/live/listening/:id/mode': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          changeListening(stores, env, {
            ...body,
            personId: me.id,
            listeningId: params.id,
            agreement: deps.agreement,
          }),
        ),
        () => deps.screens.phone(me.id),
      ),
    'POST /api/live/listening/:id/stop': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          stopListening(stores, env, { personId: me.id, listeningId: params.id }),
        ),
        () => deps.screens.phone(me.id),
      ),
    'GET /api/audit': ({ me, query }) =>
      deps.screens.audit({
        what: query.what,
        personId: query.person ?? null,
        about: query.about ?? null,
        cursor: query.cursor ?? null,
        readsMembers: me.permissions.includes('read-members'),
      }),
    'GET /api/listening': ({ me }) =>
      deps.screens.listeningLog({
        personId: me.id,
        isForAll: me.permissions.includes('read-listening'),
        agreement: deps.agreement,
      }),
    'POST /api/live/wall': async ({ me }) => {
      const token = deps.ids.secret()
      await run(me.id, (stores, env) => openWall(stores, env, { personId: me.id, tokenHash: hashOf(token) }))
      return { url: `${deps.publicUrl}/wall/${token}` }
    },
    'GET /api/wall/:token': async ({ params }) =>
      (await deps.knowsWall(hashOf(params.token)))
        ? { ...wallView(await deps.board.lately()), alerts: await deps.screens.alertsOnWall() }
        : { refused: 'not-found' },
  }
}
