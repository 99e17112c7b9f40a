/** Which rooms a person's console may be in: by permission, never by asking alone. */
import { type TopicKind, topicKind } from '../../contract/topics.ts'
import type { Permission } from '../../contract/words.ts'
import { access } from '../http/access.ts'

/** Rooms joined on connecting, for as long as the console is connected. */
export const roomsOf = (person: { id: string }): string[] => [`person:${person.id}`, 'all']

/** News of a topic is for those who may read what it is about. */
const readBy = {
  live: access['GET /api/live'],
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
