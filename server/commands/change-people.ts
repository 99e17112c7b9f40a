/**
 * People who work here, changed by an administrator: the next call already rings for whom it says here, and a role
 * that is taken away is gone at once. Nobody is deleted; who leaves is in leave-person.ts.
 */
import type { Refused } from '../contract/refusals.ts'
import { sameSettings } from '../domain/line-changes.ts'
import {
  administers,
  initialsOf,
  mayNotGo,
  newPerson,
  oneTimeMs,
  type PersonSettings,
  personProblems,
  takesCalls,
  tidyPerson,
} from '../domain/person.ts'
import { choose } from '../domain/presence.ts'
import type { Person } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/** `passwordHash`: of a one-time password, which is good for three days and for choosing another. */
export async function addPerson(
  stores: Stores,
  env: Env,
  input: { person: PersonSettings; passwordHash: string },
): Promise<{ personId: string } | Refused> {
  const fields = personProblems(input.person, { others: await stores.people.all() })
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const after = tidyPerson(input.person)
  const id = env.ids.next()
  await stores.people.insert(
    newPerson({
      id,
      email: after.email,
      name: after.name,
      languages: [...after.languages],
      passwordHash: input.passwordHash,
      oneTimeUntil: oneTimeUntil(env),
      createdAt: env.now,
    }),
  )
  await stores.people.setRoles(id, after.roles)
  await stores.people.setSkills(id, after.skills)
  await stores.events.append([{ type: 'person.added', personId: id, after }], {
    actor: env.actor,
    at: env.now,
  })
  return { personId: id }
}

export async function changePerson(
  stores: Stores,
  env: Env,
  input: { personId: string; version: number; person: PersonSettings },
): Promise<{ personId: string } | Refused> {
  // First and in one order, so that two administrators who change each other wait instead of blocking each other.
  const administrators = await stores.people.administrators()
  const person = await stores.people.find(input.personId)
  if (!person) return { refused: 'not-found' }
  if (person.leftAt !== null) return { refused: 'person-has-left' }
  const others = (await stores.people.all()).filter(({ id }) => id !== person.id)
  const fields = personProblems(input.person, { others })
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (person.version !== input.version) return { refused: 'stale-version' }
  const before = await personSettings(stores, person)
  const after = tidyPerson(input.person)
  if (sameSettings(before, after)) return { personId: person.id }
  const losesCalls = takesCalls(before.roles) && !takesCalls(after.roles)
  const why = mayNotGo({
    person,
    by: env.actor,
    losesAdmin: administers(before.roles) && !administers(after.roles),
    losesCalls,
    administrators,
    ...(await atWork(stores, person.id)),
  })
  if (why !== null) return { refused: why }
  await stores.people.save({
    ...person,
    version: person.version + 1,
    name: after.name,
    email: after.email,
    initials: after.name === person.name ? person.initials : initialsOf(after.name),
    languages: [...after.languages],
  })
  await stores.people.setRoles(person.id, after.roles)
  await stores.people.setSkills(person.id, after.skills)
  if (losesCalls) await goOffline(stores, env, person.id)
  await stores.events.append([{ type: 'person.changed', personId: person.id, before, after }], {
    actor: env.actor,
    at: env.now,
  })
  return { personId: person.id }
}

/** One side of an earlier change of somebody, taken from the log and checked like anything new; a change itself. */
export async function putPersonBack(
  stores: Stores,
  env: Env,
  input: { seq: number; side: 'before' | 'after' },
): Promise<{ personId: string } | Refused> {
  const logged = await stores.events.find(input.seq)
  if (logged === null || logged.type !== 'person.changed') return { refused: 'not-found' }
  const { personId, before, after } = logged.data as {
    personId: string
    before: PersonSettings
    after: PersonSettings
  }
  const person = await stores.people.find(personId)
  if (!person) return { refused: 'not-found' }
  return changePerson(stores, env, {
    personId,
    version: person.version,
    person: input.side === 'before' ? before : after,
  })
}

/** A password forgotten or lost: signed out everywhere, and in again with a one-time password (three days). */
export async function resetSignIn(
  stores: Stores,
  env: Env,
  input: { personId: string; version: number; passwordHash: string },
): Promise<{ personId: string } | Refused> {
  const person = await stores.people.find(input.personId)
  if (!person) return { refused: 'not-found' }
  if (person.leftAt !== null) return { refused: 'person-has-left' }
  if (person.id === env.actor) return { refused: 'not-yourself' }
  if (person.version !== input.version) return { refused: 'stale-version' }
  const { presence } = await atWork(stores, person.id)
  if (presence !== null && presence.occupancy !== 'idle') return { refused: 'person-in-call' }
  await stores.people.save({
    ...person,
    version: person.version + 1,
    passwordHash: input.passwordHash,
    oneTimeUntil: oneTimeUntil(env),
  })
  await stores.people.endSessions(person.id)
  await stores.events.append([{ type: 'person.sign-in-reset', personId: person.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { personId: person.id }
}

/** Chosen by the person themselves, in place of a one-time password. Refused when it was used up meanwhile. */
export async function choosePassword(
  stores: Stores,
  env: Env,
  input: { personId: string; version: number; passwordHash: string },
): Promise<{ personId: string } | Refused> {
  const person = await stores.people.find(input.personId)
  if (!person || person.leftAt !== null || person.version !== input.version || person.oneTimeUntil === null)
    return { refused: 'wrong-credentials' }
  await stores.people.save({
    ...person,
    version: person.version + 1,
    passwordHash: input.passwordHash,
    oneTimeUntil: null,
  })
  await stores.events.append([{ type: 'person.password-chosen', personId: person.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { personId: person.id }
}

/** Somebody signed in, with a password of their own. */
export async function signedIn(stores: Stores, env: Env, input: { personId: string }): Promise<void> {
  const person = await stores.people.find(input.personId)
  if (!person) return
  await stores.people.save({ ...person, signedInAt: env.now })
  await stores.events.append([{ type: 'person.signed-in', personId: person.id }], {
    actor: env.actor,
    at: env.now,
  })
}

/** As they are kept now. */
export const personSettings = async (stores: Stores, person: Person): Promise<PersonSettings> => ({
  name: person.name,
  email: person.email,
  roles: await stores.people.rolesOf(person.id),
  skills: await stores.people.skillsOf(person.id),
  languages: person.languages,
})

export const oneTimeUntil = ({ now }: Pick<Env, 'now'>): string =>
  new Date(Date.parse(now) + oneTimeMs).toISOString()

/** What they are in the middle of. Locked: no call can begin to ring for them meanwhile. */
export const atWork = async (stores: Stores, personId: string) => ({
  presence: await stores.presences.find(personId),
  isListening: (await stores.listenings.openByPerson(personId)) !== null,
})

/** No call rings for them any more, and the board does not wait for them. */
export async function goOffline(stores: Stores, env: Env, personId: string): Promise<void> {
  const presence = await stores.presences.find(personId)
  if (presence === null) return
  const next = choose(presence, { choice: 'offline', afterCall: false, now: env.now })
  await stores.presences.save({ ...next, reachable: false, registered: false, phoneTabId: null })
  await stores.events.append([{ type: 'presence.changed', personId, choice: 'offline' }], {
    actor: env.actor,
    at: env.now,
  })
}
