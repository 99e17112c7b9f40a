import { hash, verify } from '@node-rs/argon2'
import type { Request } from 'express'
import { choosePassword, signedIn } from '../../../commands/change-people.ts'
import type { MeView } from '../../../contract/phone-views.ts'
import { isRefused, type Refused } from '../../../contract/refusals.ts'
import { isOneTimeOver, passwordProblem } from '../../../domain/person.ts'
import type { Person } from '../../../domain/records.ts'
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

  /** With a one-time password nobody gets in: it is good for choosing another, and then gone. */
  const chooseOwn = async (
    person: Person,
    { password, newPassword }: { password: string; newPassword?: string | undefined },
  ): Promise<Refused | null> => {
    if (person.oneTimeUntil === null) return null
    if (isOneTimeOver(person, deps.clock.now())) return { refused: 'one-time-over' }
    if (newPassword === undefined) return { refused: 'choose-password' }
    const words = passwordProblem(newPassword, password)
    if (words !== null) return { refused: 'bad-settings', fields: [{ field: 'newPassword', words }] }
    const passwordHash = await deps.hashPassword(newPassword)
    const chosen = await run(person.id, (stores, env) =>
      choosePassword(stores, env, { personId: person.id, version: person.version, passwordHash }),
    )
    return isRefused(chosen) ? chosen : null
  }

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
      const refused = await chooseOwn(person, body)
      if (refused !== null) return refused
      await started(req)
      req.session.personId = person.id
      await saved(req)
      await run(person.id, (stores, env) => signedIn(stores, env, { personId: person.id }))
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
