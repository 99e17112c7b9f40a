import { addPerson, changePerson, putPersonBack, resetSignIn } from '../../../commands/change-people.ts'
import { leavePerson, returnPerson } from '../../../commands/leave-person.ts'
import type { OneTimeView } from '../../../contract/admin-views.ts'
import { isRefused, type Refused } from '../../../contract/refusals.ts'
import { oneTimePassword } from '../one-time-password.ts'
import type { RoutesOf } from '../shapes.ts'
import { isSeq, type RouteDeps, runFor, thenShow } from './deps.ts'

/** People, roles and skills: whatever is saved here holds for the next click and the next call. */
export const peopleRoutes = (deps: RouteDeps): RoutesOf<'/api/admin/people'> => {
  const run = runFor(deps)
  const { screens } = deps

  /** A command that gives somebody a one-time password, and the password for the one screen that shows it. */
  const withPassword = async (
    askerId: string,
    command: (passwordHash: string) => Promise<{ personId: string } | Refused>,
  ): Promise<OneTimeView | Refused> => {
    const password = oneTimePassword()
    const result = await command(await deps.hashPassword(password))
    if (isRefused(result)) return result
    const people = await screens.adminPeople(askerId)
    const person = people.people.find(({ id }) => id === result.personId)
    if (person === undefined || person.oneTimeUntil === null) return { refused: 'not-found' }
    return { people, name: person.name, password, until: person.oneTimeUntil }
  }

  return {
    'GET /api/admin/people': ({ me }) => screens.adminPeople(me.id),
    'POST /api/admin/people': ({ me, body }) =>
      withPassword(me.id, (passwordHash) =>
        run(me.id, (stores, env) => addPerson(stores, env, { person: body, passwordHash })),
      ),
    'PUT /api/admin/people/:id': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => changePerson(stores, env, { personId: params.id, ...body })),
        () => screens.adminPeople(me.id),
      ),
    'POST /api/admin/people/:id/reset-sign-in': ({ me, params, body }) =>
      withPassword(me.id, (passwordHash) =>
        run(me.id, (stores, env) => resetSignIn(stores, env, { personId: params.id, ...body, passwordHash })),
      ),
    'POST /api/admin/people/:id/leave': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => leavePerson(stores, env, { personId: params.id, ...body })),
        () => screens.adminPeople(me.id),
      ),
    'POST /api/admin/people/:id/return': ({ me, params, body }) =>
      withPassword(me.id, (passwordHash) =>
        run(me.id, (stores, env) =>
          returnPerson(stores, env, { personId: params.id, ...body, passwordHash }),
        ),
      ),
    'POST /api/admin/people/history/:seq/put-back': async ({ me, params, body }) =>
      isSeq(params.seq)
        ? thenShow(
            await run(me.id, (stores, env) =>
              putPersonBack(stores, env, { seq: Number(params.seq), ...body }),
            ),
            () => screens.adminPeople(me.id),
          )
        : { refused: 'not-found' },
  }
}
