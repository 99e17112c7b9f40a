/** What two members of the demo need. */
import type { MemberNeeds } from '../../../domain/member-needs.ts'
import { fatima } from './members.ts'
import { priya } from './people.ts'

export const memberNeeds = (now: string): MemberNeeds[] => [
  {
    memberId: fatima,
    version: 1,
    needs: ['large-print'],
    language: 'bn',
    words: '',
    changedBy: priya,
    changedAt: now,
  },
]
