/**
 * Somebody who works here: what an administrator may say about them, what is wrong with what was typed, and when it
 * must not be done. Nobody is ever deleted: who left keeps their name on everything they did.
 */
import type { FieldProblem } from './line-checks.ts'
import { isRole, permissionsOf } from './permissions.ts'
import type { Instant, Person, Presence, Queue } from './records.ts'

/** What is changed as one, and can be put back as one. `skills`: skill → level, 1 can to 5 expert (F13). */
export interface PersonSettings {
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly skills: Readonly<Record<string, number>>
  /** ISO 639 codes of the languages they can help members in, besides English. */
  readonly languages: readonly string[]
}

export const shortestPassword = 12
/** So long a password from an administrator lets its person in, once, to choose their own. */
export const oneTimeMs = 72 * 3_600_000
const longestName = 80
const longestEmail = 254
const longestSkill = 40
const mostSkills = 40

/** Somebody new, with everything that nobody has said yet. `oneTimeUntil` null: the password is their own. */
export const newPerson = (
  given: Pick<Person, 'id' | 'email' | 'name' | 'passwordHash' | 'createdAt'> & Partial<Person>,
): Person => ({
  version: 1,
  initials: initialsOf(given.name),
  leftAt: null,
  languages: [],
  oneTimeUntil: null,
  signedInAt: null,
  ...given,
})

/** First letters of the first and the last word. */
export const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}

/** One spelling for one state: trimmed, emails in lower case, lists in order and without doubles. */
export const tidyPerson = (typed: PersonSettings): PersonSettings => ({
  name: typed.name.trim().replace(/\s+/g, ' '),
  email: typed.email.trim().toLowerCase(),
  roles: [...new Set(typed.roles)].toSorted(),
  skills: Object.fromEntries(
    Object.entries(typed.skills)
      .map(([skill, level]) => [tidySkill(skill), level] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ),
  languages: [...new Set(typed.languages)].toSorted(),
})
const tidySkill = (skill: string): string => skill.trim().toLowerCase().replace(/\s+/g, ' ')

/** `others`: everybody else, those who left too, because what they did carries their address. */
export const personProblems = (
  typed: PersonSettings,
  given: { readonly others: readonly Pick<Person, 'email' | 'name' | 'leftAt'>[] },
): FieldProblem[] => {
  const problems: FieldProblem[] = []
  const say = (field: string, words: string) => void problems.push({ field, words })
  const person = tidyPerson(typed)
  if (person.name === '') say('name', 'Write the name that colleagues know them by.')
  else if (person.name.length > longestName) say('name', `${longestName} characters at most.`)
  const holder = given.others.find(({ email }) => email === person.email)
  if (!/^[^\s@]+@[^\s@]+$/.test(person.email) || person.email.length > longestEmail)
    say('email', 'This does not read as an email address. Like jo@union.org.')
  else if (holder)
    say(
      'email',
      holder.leftAt === null
        ? `${holder.name} signs in with this address.`
        : `${holder.name}, who has left, had this address. Let them in again instead.`,
    )
  const unknown = person.roles.filter((role) => !isRole(role))
  if (unknown.length > 0) say('roles', `There is no role ${unknown.join(', ')}.`)
  else if (person.roles.length === 0)
    say('roles', 'Choose at least one role: without one there is no screen.')
  problems.push(...skillProblems(typed.skills))
  const nowhere = person.languages.filter((code) => languageName(code) === null)
  if (nowhere.length > 0) say('languages', `This language is not known: ${nowhere.join(', ')}.`)
  return problems
}

const skillProblems = (skills: PersonSettings['skills']): FieldProblem[] => {
  const say = (words: string): FieldProblem => ({ field: 'skills', words })
  const names = Object.keys(skills).map(tidySkill)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  return [
    ...(names.includes('') ? [say('Give the skill a name.')] : []),
    ...(names.some((name) => name.length > longestSkill)
      ? [say(`The name of a skill has ${longestSkill} characters at most.`)]
      : []),
    ...(twice === undefined ? [] : [say(`${twice} is there twice.`)]),
    ...(names.length > mostSkills ? [say(`${mostSkills} skills at most.`)] : []),
    ...(Object.values(skills).some((level) => !Number.isInteger(level) || level < 1 || level > 5)
      ? [say('A level is between 1, can do it, and 5, expert.')]
      : []),
  ]
}

const names = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'none' })
/** "Polish" for `pl`; null for what is no language. */
export const languageName = (code: string): string | null => {
  if (!/^[a-z]{2,3}$/.test(code)) return null
  return names.of(code) ?? null
}

/** Whether these roles may administer. */
export const administers = (roles: readonly string[]): boolean => permissionsOf(roles).includes('administer')
export const takesCalls = (roles: readonly string[]): boolean => permissionsOf(roles).includes('take-calls')

export type PersonRefusal = 'not-yourself' | 'last-administrator' | 'person-in-call'

/**
 * Why somebody must not leave, or lose the role that is to go, now. In a call, its wrap-up or a ringing offer: the
 * member at the other end would be alone. `administrators`: the ids of all who administer now.
 */
export const mayNotGo = (given: {
  readonly person: Pick<Person, 'id'>
  readonly by: string
  readonly losesAdmin: boolean
  readonly losesCalls: boolean
  readonly administrators: readonly string[]
  readonly presence: Pick<Presence, 'occupancy'> | null
  readonly isListening: boolean
}): PersonRefusal | null => {
  const { person, administrators } = given
  if (given.losesAdmin && administrators.every((id) => id === person.id)) return 'last-administrator'
  if (given.losesAdmin && given.by === person.id) return 'not-yourself'
  const isBusy = (given.presence !== null && given.presence.occupancy !== 'idle') || given.isListening
  if (given.losesCalls && isBusy) return 'person-in-call'
  return null
}

/** What is wrong with a password that somebody chose for themselves, or null. `given`: the one-time password. */
export const passwordProblem = (chosen: string, given: string): string | null => {
  if (chosen.length < shortestPassword)
    return `At least ${shortestPassword} characters. Three or four words do well.`
  if (chosen === given) return 'Choose one that nobody else has seen.'
  return null
}

/** Whether a password that an administrator gave may still be used. */
export const isOneTimeOver = (person: Pick<Person, 'oneTimeUntil'>, now: Instant): boolean =>
  person.oneTimeUntil !== null && person.oneTimeUntil <= now

/** Queues whose calls ring for somebody with these skills and roles, without waiting for the level to relax. */
export const queuesOf = <Q extends Pick<Queue, 'skills' | 'skillLevels'>>(
  person: Pick<PersonSettings, 'roles' | 'skills'>,
  queues: readonly Q[],
): Q[] =>
  takesCalls(person.roles) ? queues.filter((queue) => missingFor(person.skills, queue).length === 0) : []

/** The skills, and the level of each, that keep a queue's first calls from ringing for somebody. */
export const missingFor = (
  skills: PersonSettings['skills'],
  queue: Pick<Queue, 'skills' | 'skillLevels'>,
): { skill: string; level: number }[] =>
  queue.skills
    .map((skill) => ({ skill, level: queue.skillLevels[skill] ?? 1 }))
    .filter(({ skill, level }) => (skills[skill] ?? 0) < level)
