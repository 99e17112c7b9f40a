import { z } from 'zod'
import type { Stores } from '../../../commands/ports.ts'
import { rolesThatMay } from '../../../domain/permissions.ts'
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
const removeRoles = statement('roles of person remove', (k, p) =>
  k('person_roles')
    .where({ person_id: p('personId') })
    .delete(),
)
const insertRole = statement('roles of person insert', (k, p) =>
  k('person_roles').insert({ person_id: p('personId'), role: p('role') }),
)
const skillsOf = statement('skills of person', (k, p) =>
  k('person_skills')
    .select('skill', 'level')
    .where({ person_id: p('personId') })
    .orderBy('skill'),
)
const removeSkills = statement('skills of person remove', (k, p) =>
  k('person_skills')
    .where({ person_id: p('personId') })
    .delete(),
)
const insertSkill = statement('skills of person insert', (k, p) =>
  k('person_skills').insert({ person_id: p('personId'), skill: p('skill'), level: p('level') }),
)
const knownSkills = statement('skills known', (k) =>
  k('person_skills')
    .join('people', 'people.id', 'person_skills.person_id')
    .whereNull('people.left_at')
    .distinct('person_skills.skill')
    .orderBy('person_skills.skill'),
)
const allPeople = statement('people all', (k) => selectFrom(k, tables.people).orderBy(['name', 'id']))
const administrators = statement('people who administer', (k) =>
  k('people')
    .join('person_roles', 'person_roles.person_id', 'people.id')
    .select('people.id')
    .whereNull('people.left_at')
    .whereIn('person_roles.role', rolesThatMay('administer'))
    .orderBy('people.id')
    .forUpdate(),
)
const endSessions = statement('sessions of person remove', (k, p) =>
  k('sessions')
    .where({ person_id: p('personId') })
    .delete(),
)
const skillRow = z.object({ skill: z.string(), level: z.number() })
/** Emails are kept in lower case. */
const byEmail = statement('people by email', (k, p) =>
  selectFrom(k, tables.people).where({ email: p('email') }),
)
const allPresences = statement('presences all', (k) => selectFrom(k, tables.presences).orderBy('person_id'))

export const peopleStore = (executor: Executor): Stores['people'] => ({
  ...kept(executor, people),
  rolesOf: (personId) => texts(executor, rolesOf, { personId }, 'role'),
  setRoles: async (personId, roles) => {
    await executor.run(removeRoles, { personId })
    for (const role of roles) await executor.run(insertRole, { personId, role })
  },
  skillsOf: async (personId) =>
    Object.fromEntries(
      (await executor.all(skillsOf, { personId })).map((row) => {
        const { skill, level } = skillRow.parse(row)
        return [skill, level]
      }),
    ),
  setSkills: async (personId, skills) => {
    await executor.run(removeSkills, { personId })
    for (const [skill, level] of Object.entries(skills))
      await executor.run(insertSkill, { personId, skill, level })
  },
  all: () => every(executor, tables.people, allPeople, {}),
  administrators: async () => [...new Set(await texts(executor, administrators, {}, 'id'))],
  endSessions: async (personId) => {
    await executor.run(endSessions, { personId })
  },
  knownSkills: () => texts(executor, knownSkills, {}, 'skill'),
  byEmail: (email) => first(executor, tables.people, byEmail, { email: email.trim().toLowerCase() }),
})

export const presencesStore = (executor: Executor): Stores['presences'] => ({
  ...kept(executor, presences),
  all: () => every(executor, tables.presences, allPresences, {}),
})
