/** Which rooms a person's console belongs to: by permission, never by asking. */
import type { Permission } from '../../contract/words.ts'

export const personRoom = (personId: string) => `person:${personId}`
export type SharedRoom = 'texts' | 'cases' | 'live' | 'all'

/** Rooms joined on connecting. 'live' is joined when a board is on screen (watch-live). */
export const roomsOf = (person: { id: string; permissions: readonly Permission[] }): string[] => [
  personRoom(person.id),
  'all',
  ...(person.permissions.includes('text-members') ? ['texts'] : []),
  ...(person.permissions.includes('read-cases') ? ['cases'] : []),
]
