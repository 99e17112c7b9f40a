import { hash, verify } from '@node-rs/argon2'
import type { Request } from 'express'
import type { Refused } from '../../../contract/refusals.ts'
import type { MeView } from '../../../contract/views.ts'
import type { Asker } from '../access.ts'
import type { RoutesOf } from '../shapes.ts'
import { type RouteDeps, runFor } from './deps.ts'

/** A hash of nobody's password: an unknown email takes as long as a wrong password. */
const nobodysHash = hash('no account has this password')

const started = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    // A new id for the signed-in session: one planted before signing in is worth nothing.
    req.session.regenerate((error: unknown) => (error ? reject(error) : resolve()))
  })
const saved = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    req.session.save((error: unknown) => (error ? reject(error) : resolve()))
  })
const ended = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    req.session.destroy((error: unknown) => (error ? reject(error) : resolve()))
  })

export const sessionRoutes = (deps: RouteDeps): RoutesOf<'/api/session'> => {
  const run = runFor(deps)
  const meView = ({ id, name, initials, email, roles, permissions }: Asker): MeView => ({
    id,
    name,
    initials,
    email,
    roles,
    permissions,
    simulatorUrl: deps.simulatorUrl,
  })

  return {
    'GET /api/session': async ({ me }) => meView(me),

    'POST /api/session': async ({ body, req }): Promise<MeView | Refused> => {
      const email = body.email.trim().toLowerCase()
      const address = req.ip ?? 'unknown'
      if (!(await deps.signInLimits.mayTry(email, address))) return { refused: 'too-many-attempts' }
      const person = await deps.write((stores) => stores.people.byEmail(email))
      const isRight = await verify(person?.passwordHash ?? (await nobodysHash), body.password)
      if (!person || person.leftAt !== null || !isRight) return { refused: 'wrong-credentials' }
      const asker = await deps.askerOf(person.id)
      if (asker === null) return { refused: 'wrong-credentials' }
      await deps.signInLimits.succeeded(email, address)
      await started(req)
      req.session.personId = person.id
      await saved(req)
      await run(person.id, (stores, env) =>
        stores.events.append([{ type: 'person.signed-in', personId: person.id }], {
          actor: env.actor,
          at: env.now,
        }),
      )
      return meView(asker)
    },

    'DELETE /api/session': async ({ req }) => {
      const { personId } = req.session
      if (personId === undefined) return { done: true }
      const sessionId = req.sessionID
      await ended(req)
      await run(personId, (stores, env) =>
        stores.events.append([{ type: 'person.signed-out', personId }], { actor: env.actor, at: env.now }),
      )
      deps.whenSignedOut(personId, sessionId)
      return { done: true }
    },
  }
}
