/** Reps and officials of the demo: one of them away with cover, one branch with nobody. */
import type { Absence, Post } from '../../../domain/cover/cover.ts'
import { addDays } from '../../../domain/deadlines/day.ts'
import { branches, workplaces } from './members.ts'
import { beth, lorna, marcus } from './people.ts'

export function cover(now: string): { posts: Post[]; absences: Absence[] } {
  const today = now.slice(0, 10)
  const added = {
    version: 1,
    email: null,
    personId: null,
    fromDay: addDays(today, -400),
    untilDay: null,
    addedBy: lorna,
    addedAt: now,
    endedBy: null,
    endedAt: null,
  }
  const at = (branch: number, workplace: string | null) => ({
    level: workplace === null ? ('branch' as const) : ('workplace' as const),
    region: null,
    branchId: branches[branch]?.id ?? '',
    workplaceId: workplace === null ? null : (workplaces.find(({ name }) => name === workplace)?.id ?? ''),
  })
  const region = (name: string) => ({
    level: 'region' as const,
    region: name,
    branchId: null,
    workplaceId: null,
  })
  const posts: Post[] = [
    {
      ...added,
      ...at(0, 'Kingsmead clinic'),
      id: 'demo-post-1',
      role: 'steward',
      name: 'Dave Hill',
      number: '+447700900417',
    },
    {
      ...added,
      ...at(0, 'Ward block, Northside'),
      id: 'demo-post-2',
      role: 'steward',
      name: 'Mary Quinn',
      number: '+447700900422',
    },
    {
      ...added,
      ...at(0, null),
      id: 'demo-post-3',
      role: 'branch-secretary',
      name: 'Joan Pryce',
      number: '+447700900427',
    },
    {
      ...added,
      ...at(2, 'Avonbank depot'),
      id: 'demo-post-4',
      role: 'rep',
      name: 'Winston Clarke',
      number: '+447700900432',
    },
    {
      ...added,
      ...region('London and Eastern'),
      id: 'demo-post-5',
      role: 'organiser',
      name: 'Beth Hughes',
      number: '+447700900437',
      email: 'beth@demo.branchline.test',
      personId: beth,
    },
    {
      ...added,
      ...region('Scotland'),
      id: 'demo-post-6',
      role: 'regional-official',
      name: 'Marcus Webb',
      number: '+447700900442',
      email: 'marcus@demo.branchline.test',
      personId: marcus,
    },
  ]
  const absences: Absence[] = [
    {
      id: 'demo-absence-1',
      postId: 'demo-post-1',
      fromDay: addDays(today, -3),
      untilDay: addDays(today, 10),
      coverId: 'demo-post-2',
      notedBy: lorna,
      notedAt: now,
      endedAt: null,
    },
  ]
  return { posts, absences }
}
