import { mkdirSync, writeFileSync } from 'node:fs'
import { members } from '../../server/adapters/db/seed/members.ts'

/** Whom one can be on the simulator's phone page: members of the demo union by name, a stranger, a withheld number. */
const shown = 12

export const writeSimulatorCallers = (file = 'dist/simulator-callers.json'): void => {
  const known = members().flatMap(({ member, numbers }) =>
    numbers.slice(0, 1).map((number) => ({
      number,
      name: `${member.firstName} ${member.lastName}`,
      note: `member ${member.membershipNumber}`,
    })),
  )
  const callers = [
    ...known.slice(0, shown),
    { number: '+447700900555', name: 'Somebody unknown', note: 'is in no record' },
    { number: 'anonymous', name: 'A withheld number', note: 'shows no number' },
  ]
  mkdirSync('dist', { recursive: true })
  writeFileSync(file, `${JSON.stringify(callers, null, 2)}\n`)
}
