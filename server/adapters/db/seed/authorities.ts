/** Two who speak for a member: one whose authority stands, and one whose ran out. */
import type { Authority } from '../../../domain/authority.ts'
import { addDays } from '../../../domain/deadlines/day.ts'
import { daniel, fatima } from './members.ts'
import { priya } from './people.ts'

export function authorities(now: string): Authority[] {
  const today = now.slice(0, 10)
  const given = {
    version: 1,
    caseId: null,
    givenBy: priya,
    givenAt: now,
    withdrawnBy: null,
    withdrawnAt: null,
    withdrawnWhy: null,
  }
  return [
    {
      ...given,
      id: 'demo-authority-1',
      memberId: fatima,
      name: 'Rashid Begum',
      relation: 'son',
      number: '+447700900247',
      scope: ['take-message', 'hear-case', 'speak-for'],
      ground: 'letter',
      fromDay: addDays(today, -90),
      untilDay: addDays(today, 275),
    },
    {
      ...given,
      id: 'demo-authority-2',
      memberId: daniel,
      name: 'Grace Osei',
      relation: 'partner',
      number: '+447700900312',
      scope: ['take-message', 'hear-case', 'hear-membership'],
      ground: 'said-on-call',
      fromDay: addDays(today, -386),
      untilDay: addDays(today, -21),
    },
  ]
}
