// What was changed about somebody, in words, for the history; computed from what the event log keeps.
import { between, type Change } from './line-changes.ts'
import { isRole, roleWords } from './permissions.ts'
import { languageName, type PersonSettings } from './person.ts'

/** `before` null: they are new. */
export const personChanges = (before: PersonSettings | null, after: PersonSettings): Change[] =>
  between(before === null ? new Map() : personWords(before), personWords(after))

const personWords = (person: PersonSettings): ReadonlyMap<string, string> =>
  new Map([
    ['Name', person.name],
    ['Email', person.email],
    ['Roles', listed(person.roles.map((role) => (isRole(role) ? roleWords[role].name : role)))],
    ['Languages', listed(person.languages.map((code) => languageName(code) ?? code))],
    ...Object.entries(person.skills).map(([skill, level]) => [`Skill ${skill}`, `level ${level}`] as const),
  ])

const listed = (words: readonly string[]): string =>
  words.length === 0 ? 'none' : words.toSorted().join(', ')
