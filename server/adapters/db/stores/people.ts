import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements, texts } from './kept.ts'

const people = keptStatements(tables.people, 'id')
const presences = keptStatements(tables.presences, 'personId')

const rolesOf = statement('roles of person', (k, p) =>
  k('person_roles')
    .select('role')
    .where({ person_id: p('personId') })
    .orderBy('role'),
)
const knownSkills = statement('skills known', (k) => k('person_skills').distinct('skill').orderBy('skill'))
/** Emails are kept in lower case. */
const byEmail = statement('people by email', (k, p) =>
  selectFrom(k, tables.people).where({ email: p('email') }),
)
const allPresences = statement('presences all', (k) => selectFrom(k, tables.presences).orderBy('person_id'))

export const peopleStore = (executor: Executor): Stores['people'] => ({
  ...kept(executor, people),
  rolesOf: (personId) => texts(executor, rolesOf, { personId }, 'role'),
  knownSkills: () => texts(executor, knownSkills, {}, 'skill'),
  byEmail: (email) => first(executor, tables.people, byEmail, { email: email.trim().toLowerCase() }),
})

export const presencesStore = (executor: Executor): Stores['presences'] => ({
  ...kept(executor, presences),
  all: () => every(executor, tables.presences, allPresences, {}),
})
