/** People and skills for administrators: who may what, whose calls ring for whom, and what was changed. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { AdminPeopleView, AdminPersonView, ChangeView } from '../contract/admin-views.ts'
import type { Allowed } from '../contract/briefs.ts'
import { type RefusalReason, refusals } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import { isRole, permissionsOf, type Role, roleWords } from '../domain/permissions.ts'
import {
  administers,
  languageName,
  mayNotGo,
  missingFor,
  type PersonSettings,
  queuesOf,
} from '../domain/person.ts'
import { personChanges } from '../domain/person-changes.ts'
import type { Person, Presence, Queue } from '../domain/records.ts'
import { changesOf, type Told } from './settings-history.ts'
import type { ViewDeps } from './view-deps.ts'

/** The same words as those of the index event_log_people. */
const ofPeople =
  "event_log.type IN ('person.added', 'person.changed', 'person.left', 'person.returned', 'person.sign-in-reset')"

/**
 * The ten commonest main languages of England and Wales after English (ONS, Census 2021, 29 November 2022), the other
 * languages of these islands, and more that members of large unions speak. Any other that somebody has stays offered.
 */
export const offeredLanguages =
  'pl ro pa ur pt es ar bn gu it cy gd ga am bg de fa fr hi hu ku lt so sq ta ti tr uk yue zh'.split(' ')

type Settings = PersonSettings & { person: Person }

/** `askerId`: who looks; nobody may do everything to themselves. */
export async function adminPeopleView(deps: ViewDeps, askerId: string): Promise<AdminPeopleView> {
  const { read } = deps
  const people = await everybody(read)
  const queueRows: unknown[] = await selectFrom(read, tables.queues)
    .whereNull('removed_at')
    .orderBy(['position', 'id'])
  const queues = queueRows.map((row) => tables.queues.decode(row))
  const [presences, listening, cases, promises, conversations] = await Promise.all([
    presencesOf(read),
    read('listenings').whereNull('ended_at').select('person_id'),
    countBy(read('cases').whereNull('closed_at'), 'owner_id'),
    countBy(read('follow_ups').whereNull('done_at'), 'owner_id'),
    countBy(read('contacts').where({ channel: 'sms' }).whereNull('ended_at'), 'agent_id'),
  ])
  const here = people.filter(({ person }) => person.leftAt === null)
  const administrators = here.filter(({ roles }) => administers(roles)).map(({ person }) => person.id)
  const isListening = new Set(listening.map((row: { person_id: string }) => row.person_id))
  const view = (one: Settings): AdminPersonView => {
    const { person } = one
    const presence = presences.get(person.id) ?? null
    const goes = (losesAdmin: boolean) =>
      mayNotGo({
        person,
        by: askerId,
        losesAdmin,
        losesCalls: true,
        administrators,
        presence,
        isListening: isListening.has(person.id),
      })
    const self = person.id === askerId ? 'not-yourself' : null
    return {
      id: person.id,
      version: person.version,
      name: person.name,
      email: person.email,
      roles: one.roles.filter(isRole),
      skills: { ...one.skills },
      languages: named(one.languages),
      queues: queuesOf(one, queues).map(({ name }) => name),
      signedInAt: person.signedInAt,
      oneTimeUntil: person.oneTimeUntil,
      leftAt: person.leftAt,
      inHand: {
        cases: cases.get(person.id) ?? 0,
        promises: promises.get(person.id) ?? 0,
        conversations: conversations.get(person.id) ?? 0,
      },
      actions: {
        leave: allowedUnless(
          person.leftAt === null ? (self ?? goes(administers(one.roles))) : 'person-has-left',
        ),
        resetSignIn: allowedUnless(person.leftAt === null ? (self ?? goes(false)) : 'person-has-left'),
      },
    }
  }
  return {
    people: [...here, ...people.filter(({ person }) => person.leftAt !== null)].map(view),
    roles: roleList(),
    queues: queues.map(({ id, name, skills, skillLevels }) => ({
      id,
      name,
      needs: missingFor({}, { skills, skillLevels }),
    })),
    skills: [...new Set(here.flatMap(({ skills }) => Object.keys(skills)))].toSorted(),
    languages: named([
      ...new Set([...offeredLanguages, ...people.flatMap(({ languages }) => [...languages])]),
    ]),
    successors: here
      .filter(({ roles }) => permissionsOf(roles).includes('work-cases'))
      .map(({ person: { id, name, initials } }) => ({ id, name, initials })),
    warnings: warningsOf(here, queues),
    history: await peopleHistory(read, people),
  }
}

const allowedUnless = (reason: RefusalReason | null): Allowed =>
  reason === null ? { allowed: true } : { allowed: false, reason, words: refusals[reason].words }

const roleList = (): AdminPeopleView['roles'] =>
  Object.entries(roleWords).map(([role, words]) => ({ role: role as Role, ...words }))

const named = (codes: readonly string[]) =>
  codes
    .map((code) => ({ code, name: languageName(code) ?? code }))
    .toSorted((a, b) => a.name.localeCompare(b.name))

const warningsOf = (here: readonly Settings[], queues: readonly Queue[]): string[] =>
  queues
    .filter((queue) => here.every((one) => queuesOf(one, [queue]).length === 0))
    .map(
      ({ name }) =>
        `Nobody who takes calls has what the queue ${name} asks for: its callers wait until the level relaxes, or leave a message.`,
    )

async function everybody(read: Knex): Promise<Settings[]> {
  const [rows, roles, skills]: [unknown[], { person_id: string; role: string }[], SkillRow[]] =
    await Promise.all([
      selectFrom(read, tables.people).orderBy(['people.name', 'people.id']),
      read('person_roles').select('person_id', 'role').orderBy('role'),
      read('person_skills').select('person_id', 'skill', 'level').orderBy('skill'),
    ])
  return rows.map((row) => {
    const person = tables.people.decode(row)
    return {
      person,
      name: person.name,
      email: person.email,
      languages: person.languages,
      roles: roles.filter(({ person_id }) => person_id === person.id).map(({ role }) => role),
      skills: Object.fromEntries(
        skills.filter(({ person_id }) => person_id === person.id).map(({ skill, level }) => [skill, level]),
      ),
    }
  })
}
type SkillRow = { person_id: string; skill: string; level: number }

async function presencesOf(read: Knex): Promise<Map<string, Presence>> {
  const rows: unknown[] = await selectFrom(read, tables.presences)
  return new Map(rows.map((row) => tables.presences.decode(row)).map((one) => [one.personId, one]))
}

async function countBy(query: Knex.QueryBuilder, column: string): Promise<Map<string, number>> {
  const rows: { key: string | null; n: unknown }[] = await query
    .whereNotNull(column)
    .groupBy(column)
    .select({ key: column })
    .count({ n: '*' })
  return new Map(rows.map(({ key, n }) => [key ?? '', Number(n)]))
}

const peopleHistory = (read: Knex, people: readonly Settings[]): Promise<ChangeView[]> =>
  changesOf(read, {
    where: ofPeople,
    isOne: ({ type }) => type.startsWith('person.'),
    tell: (event) => tell(event, people),
  })

function tell(event: DomainEvent, people: readonly Settings[]): Told | null {
  const of = (id: string | null) => people.find(({ person }) => person.id === id)
  const nameOf = (id: string | null) => of(id)?.name ?? 'Somebody'
  const plain = (personId: string, heading: string): Told => ({
    heading,
    part: null,
    aboutId: personId,
    changes: [],
    isCurrent: false,
  })
  switch (event.type) {
    case 'person.added':
      return {
        ...plain(event.personId, `${event.after.name} added`),
        changes: personChanges(null, event.after),
      }
    case 'person.changed': {
      const now = of(event.personId)
      return {
        heading: `${nameOf(event.personId)} changed`,
        part: now === undefined || now.person.leftAt !== null ? null : 'person',
        aboutId: event.personId,
        changes: personChanges(event.before, event.after),
        isCurrent: now !== undefined && personChanges(now, event.after).length === 0,
      }
    }
    case 'person.left':
      return {
        ...plain(event.personId, `${nameOf(event.personId)} left`),
        changes:
          event.toId === null
            ? []
            : [{ what: 'Cases and promises', before: null, after: nameOf(event.toId) }],
      }
    case 'person.returned':
      return plain(event.personId, `${nameOf(event.personId)} was let in again`)
    case 'person.sign-in-reset':
      return plain(event.personId, `Sign-in of ${nameOf(event.personId)} reset`)
    default:
      return null
  }
}
