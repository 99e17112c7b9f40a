/** Who works for the demo union. Everybody's password is `branchline-demo`. */
import type { Role } from '../../../domain/permissions.ts'
import { newPerson } from '../../../domain/person.ts'
import type { Person } from '../../../domain/records.ts'

// argon2id with the library's defaults; hashing seven times would take longer than all the rest.
const passwordHash =
  '$argon2id$v=19$m=19456,t=2,p=1$x1N6yLg0AUeZS/GYvaPXHA$YCO2pNByjIl2gQOyHgJyRf0QcoxWbtQif3fj5ex+MTQ'

export interface DemoPerson {
  readonly person: Person
  readonly roles: readonly Role[]
  readonly skills: readonly string[]
}

const person = (
  login: string,
  name: string,
  roles: Role[],
  skills: string[] = [],
  languages: string[] = [],
): DemoPerson => ({
  person: newPerson({
    id: `demo-person-${login}`,
    email: `${login}@demo.branchline.test`,
    name,
    passwordHash,
    createdAt: '2026-01-05T09:00:00.000Z',
    languages,
  }),
  roles,
  skills,
})

const everySkill = ['advice', 'casework', 'membership']

export const people: readonly DemoPerson[] = [
  person('priya', 'Priya Nair', ['agent'], everySkill),
  person('sam', 'Sam Okafor', ['agent'], everySkill, ['pl']),
  person('lorna', 'Lorna Blake', ['supervisor']),
  person('marcus', 'Marcus Webb', ['official']),
  person('beth', 'Beth Hughes', ['official']),
  person('devi', 'Devi Rao', ['administrator']),
  person('owen', 'Owen Price', ['data-protection']),
  person('rep', 'Ruth Adeyemi', ['agents-rep']),
  person('joan', 'Joan Pryce', ['branch']),
]

export const priya = 'demo-person-priya'
export const sam = 'demo-person-sam'
export const lorna = 'demo-person-lorna'
export const marcus = 'demo-person-marcus'
export const beth = 'demo-person-beth'
export const joan = 'demo-person-joan'
