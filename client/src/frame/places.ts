/** Where a person may go: the rail, the "g" shortcuts and the first page after sign-in read this one list. */
import type { Permission } from '../../../server/contract/words.ts'
import type { ShortcutId } from '../keymap.ts'

export interface Place {
  id: 'work' | 'callbacks' | 'cases' | 'deadlines' | 'members' | 'branch' | 'branches' | 'live' | 'admin'
  path: string
  name: string
  shortcut: ShortcutId
  /** Any one of these opens it. */
  needs: Permission[]
}

export const places: Place[] = [
  {
    id: 'work',
    path: '/work',
    name: 'Work',
    shortcut: 'go-work',
    needs: ['take-calls', 'text-members', 'work-cases'],
  },
  {
    id: 'callbacks',
    path: '/callbacks',
    name: 'Call back',
    shortcut: 'go-callbacks',
    needs: ['take-calls', 'work-cases'],
  },
  { id: 'cases', path: '/cases', name: 'Cases', shortcut: 'go-cases', needs: ['read-cases'] },
  {
    id: 'deadlines',
    path: '/deadlines',
    name: 'Deadlines',
    shortcut: 'go-deadlines',
    needs: ['read-cases'],
  },
  { id: 'members', path: '/members', name: 'Members', shortcut: 'go-members', needs: ['read-members'] },
  {
    id: 'branch',
    path: '/branch',
    name: 'My branch',
    shortcut: 'go-branch',
    needs: ['answer-referrals'],
  },
  {
    id: 'branches',
    path: '/branches',
    name: 'Branches',
    shortcut: 'go-branches',
    needs: ['read-branches'],
  },
  { id: 'live', path: '/live', name: 'Live', shortcut: 'go-live', needs: ['watch-live'] },
  { id: 'admin', path: '/admin', name: 'Admin', shortcut: 'go-admin', needs: ['administer'] },
]

export const placesFor = (permissions: Permission[]): Place[] =>
  places.filter(({ needs }) => needs.some((need) => permissions.includes(need)))
