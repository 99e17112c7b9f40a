/** Somebody leaves, or comes back. What they did keeps their name; what they had in hand is a colleague's. */
import type { Refused } from '../contract/refusals.ts'
import { permissionsOf } from '../domain/permissions.ts'
import { administers, mayNotGo } from '../domain/person.ts'
import type { Person } from '../domain/records.ts'
import { mayOwn } from './case-support.ts'
import { changeCase } from './change-case.ts'
import { atWork, goOffline, oneTimeUntil, personSettings } from './change-people.ts'
import type { Env, Stores } from './ports.ts'
import { mayBeGiven } from './seal-case.ts'

/**
 * From this commit on they are signed out everywhere and no call rings for them. Open cases, promises, conversations
 * and voicemails go to `toId`; without one promises and voicemails are everybody's, and open cases refuse it.
 */
export async function leavePerson(
  stores: Stores,
  env: Env,
  input: { personId: string; version: number; toId: string | null },
): Promise<{ personId: string } | Refused> {
  const administrators = await stores.people.administrators()
  const person = await stores.people.find(input.personId)
  if (!person) return { refused: 'not-found' }
  if (person.id === env.actor) return { refused: 'not-yourself' }
  if (person.leftAt !== null) return { refused: 'person-has-left' }
  if (person.version !== input.version) return { refused: 'stale-version' }
  const { roles } = await personSettings(stores, person)
  const why = mayNotGo({
    person,
    by: env.actor,
    losesAdmin: administers(roles),
    losesCalls: true,
    administrators,
    ...(await atWork(stores, person.id)),
  })
  if (why !== null) return { refused: why }
  const toId = input.toId
  if (toId !== null && (toId === person.id || !(await mayTakeOver(stores, toId))))
    return {
      refused: 'bad-settings',
      fields: [{ field: 'toId', words: 'Choose somebody who works on cases.' }],
    }
  if (toId === null && (await stores.cases.openOfOwner(person.id)).length > 0)
    return { refused: 'hand-over-first' }
  if (toId !== null)
    for (const { id } of await stores.cases.openOfOwner(person.id))
      if (!(await mayBeGiven(stores, id, toId)))
        return {
          refused: 'bad-settings',
          fields: [
            { field: 'toId', words: 'They cannot have every case of this person. Choose somebody else.' },
          ],
        }
  await handOver(stores, env, person, toId)
  await stores.people.save({ ...person, version: person.version + 1, leftAt: env.now })
  await stores.people.endSessions(person.id)
  await stores.casePeople.removeEverywhere(person.id)
  await goOffline(stores, env, person.id)
  await stores.events.append([{ type: 'person.left', personId: person.id, toId }], {
    actor: env.actor,
    at: env.now,
  })
  return { personId: person.id }
}

/** With the roles and skills they had, and a one-time password. */
export async function returnPerson(
  stores: Stores,
  env: Env,
  input: { personId: string; version: number; passwordHash: string },
): Promise<{ personId: string } | Refused> {
  const person = await stores.people.find(input.personId)
  if (!person) return { refused: 'not-found' }
  if (person.leftAt === null) return { refused: 'person-is-here' }
  if (person.version !== input.version) return { refused: 'stale-version' }
  await stores.people.save({
    ...person,
    version: person.version + 1,
    leftAt: null,
    passwordHash: input.passwordHash,
    oneTimeUntil: oneTimeUntil(env),
  })
  await stores.events.append([{ type: 'person.returned', personId: person.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { personId: person.id }
}

const mayTakeOver = async (stores: Stores, personId: string): Promise<boolean> =>
  (await mayOwn(stores, personId)) &&
  permissionsOf(await stores.people.rolesOf(personId)).includes('work-cases')

async function handOver(stores: Stores, env: Env, from: Person, toId: string | null): Promise<void> {
  const fromId = from.id
  const meta = { actor: env.actor, at: env.now }
  if (toId !== null)
    for (const { id, version } of await stores.cases.openOfOwner(fromId))
      await changeCase(stores, env, {
        caseId: id,
        version,
        ownerId: toId,
        personId: env.actor,
        inPlaceOf: fromId,
        why: `${from.name} has left; look at the next step`,
      })
  for (const followUp of await stores.followUps.openOfOwner(fromId)) {
    const mayHave = toId !== null && (await mayBeGiven(stores, followUp.caseId, toId))
    await stores.followUps.save({ ...followUp, ownerId: mayHave ? toId : null })
    await stores.events.append(
      [{ type: 'follow-up.changed', caseId: followUp.caseId, followUpId: followUp.id }],
      meta,
    )
  }
  for (const contact of await stores.contacts.inHandOf(fromId)) {
    await stores.contacts.save({ ...contact, version: contact.version + 1, agentId: toId })
    await stores.events.append(
      [
        contact.threadId !== null
          ? { type: 'thread.changed', threadId: contact.threadId }
          : toId === null
            ? { type: 'voicemail.given-back', contactId: contact.id, personId: fromId }
            : { type: 'voicemail.taken', contactId: contact.id, personId: toId },
      ],
      meta,
    )
  }
}
