/** Which rooms a person's console may be in: by permission, never by asking alone. */
import { type TopicKind, topicKind } from '../../contract/topics.ts'
import type { Permission } from '../../contract/words.ts'
import { access } from '../http/access.ts'

/**
 * The board without names has a room of its own. A console knows both as `live`, which is what it asks for: what stands
 * after the # is between us and the room.
 */
export const unnamedBoard = 'live#unnamed'
export const topicOfRoom = (room: string): string => room.split('#', 1)[0] ?? room
/** The room in which this person hears of a topic. */
export const roomFor = (permissions: readonly Permission[], topic: string): string =>
  topic === 'live' && !permissions.includes('read-members') ? unnamedBoard : topic

/** Rooms joined on connecting, for as long as the console is connected. */
export const roomsOf = (person: { id: string }): string[] => [`person:${person.id}`, 'all']

/** News of a topic is for those who may read what it is about. */
const readBy = {
  live: access['GET /api/live'],
  alerts: access['GET /api/alerts'],
  openings: access['GET /api/openings'],
  work: access['GET /api/work'],
  callbacks: access['GET /api/callbacks'],
  cases: access['GET /api/cases'],
  case: access['GET /api/cases/:id'],
  contact: access['GET /api/contacts/:id'],
  thread: access['GET /api/threads/:id'],
  members: access['GET /api/members'],
  member: access['GET /api/members/:id'],
  admin: access['GET /api/admin/lines'],
} as const satisfies Record<TopicKind, Permission>

export const mayShow = (permissions: readonly Permission[], topic: string): boolean => {
  const kind = topicKind(topic)
  return kind !== null && permissions.includes(readBy[kind])
}
