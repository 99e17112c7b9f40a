/** What the form for a person works out, without the form. */
import type { AdminPeopleView } from '../../../../server/contract/admin-views.ts'

/** By level, 0 to 5. */
export const levelWords = ['does not have it', '1 can do it', '2', '3 does it well', '4', '5 expert']

/** "From now on: Supervisor, …" and "No longer: …", for every role that would change. */
export const roleChange = (
  before: readonly string[],
  after: readonly string[],
  roles: AdminPeopleView['roles'],
): string[] =>
  roles.flatMap(({ role, name, may }) => {
    const was = before.includes(role)
    const is = after.includes(role)
    if (was === is) return []
    return [is ? `From now on ${name}: ${may}.` : `No longer ${name}: ${may}.`]
  })

/** The skills with what a queue asks for, each at its level at least; null: they have it all. */
export const withNeeds = (
  skills: Readonly<Record<string, number>>,
  needs: readonly { skill: string; level: number }[],
): Record<string, number> | null => {
  const missing = needs.filter(({ skill, level }) => (skills[skill] ?? 0) < level)
  if (missing.length === 0) return null
  return { ...skills, ...Object.fromEntries(missing.map(({ skill, level }) => [skill, level])) }
}
