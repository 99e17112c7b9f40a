/** The few reads that the edge itself needs, beside the screens: who asks, what file, who must be told. */
import { isRole, permissionsOf } from '../domain/permissions.ts'
import { selectFrom, tables } from './db/columns.ts'
import type { Database } from './db/connect.ts'
import { type Statement, statement } from './db/statement.ts'
import type { Asker } from './http/access.ts'

const person = statement('asker by id', (k, p) =>
  selectFrom(k, tables.people)
    .where({ id: p('id') })
    .whereNull('left_at'),
)
const roles = statement('asker roles', (k, p) =>
  k('person_roles')
    .select('role')
    .where({ person_id: p('id') })
    .orderBy('role'),
)
const wall = statement('wall by token hash', (k, p) =>
  k('wall_tokens')
    .select('token_hash')
    .where({ token_hash: p('tokenHash') }),
)
const picture = statement('picture content', (k, p) =>
  k('pictures')
    .select('content')
    .where({ id: p('id') }),
)
const recording = statement('recording sid', (k, p) =>
  selectFrom(k, tables.recordings).where({ id: p('id') }),
)
const presence = statement('presence of person', (k, p) =>
  selectFrom(k, tables.presences).where({ person_id: p('personId') }),
)
const reachable = statement('presences reachable', (k) =>
  selectFrom(k, tables.presences).where({ reachable: 1 }),
)
const threadVersion = statement('thread version', (k, p) =>
  k('threads')
    .select('version')
    .where({ id: p('id') }),
)
const newest = statement('event log newest', (k) => k('event_log').max({ seq: 'seq' }))

export const edgeReads = ({ reader, read }: Pick<Database, 'reader' | 'read'>) => {
  const cell = async (
    query: Statement,
    params: Record<string, unknown>,
    column: string,
  ): Promise<unknown> => {
    const [row] = await reader.all(query, params)
    return row === undefined ? null : new Map(Object.entries(row ?? {})).get(column)
  }

  return {
    /** The person as they are now: somebody who has left, or lost a role, is refused with the next request. */
    askerOf: async (id: string): Promise<Asker | null> => {
      const [row] = await reader.all(person, { id })
      if (row === undefined) return null
      const { name, initials, email } = tables.people.decode(row)
      const words = (await reader.all(roles, { id })).map((each) =>
        String(new Map(Object.entries(each ?? {})).get('role')),
      )
      return { id, name, initials, email, roles: words.filter(isRole), permissions: permissionsOf(words) }
    },
    knowsWall: async (tokenHash: string) => (await cell(wall, { tokenHash }, 'token_hash')) !== null,
    picture: async (id: string): Promise<Buffer | null> => {
      const content = await cell(picture, { id }, 'content')
      return Buffer.isBuffer(content) ? content : null
    },
    recording: async (id: string) => {
      const [row] = await reader.all(recording, { id })
      return row === undefined ? null : tables.recordings.decode(row)
    },
    presence: async (personId: string) => {
      const [row] = await reader.all(presence, { personId })
      return row === undefined ? null : tables.presences.decode(row)
    },
    reachable: async () => (await reader.all(reachable, {})).map(tables.presences.decode),
    threadVersion: async (id: string) => {
      const version = await cell(threadVersion, { id }, 'version')
      return version === null ? null : Number(version)
    },
    newestSeq: async () => Number((await cell(newest, {}, 'seq')) ?? 0),
    /** Cases and members that show these contacts, and the people who have one of them in hand. */
    around: async (contactIds: readonly string[]) => {
      const contacts: { case_id: string | null; member_id: string | null; agent_id: string | null }[] =
        await read('contacts').whereIn('id', contactIds).select('case_id', 'member_id', 'agent_id')
      const holders: { person_id: string }[] = await read('presences')
        .whereIn('contact_id', contactIds)
        .select('person_id')
      const ids = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
      return {
        caseIds: ids(contacts.map((row) => row.case_id)),
        memberIds: ids(contacts.map((row) => row.member_id)),
        personIds: ids([...contacts.map((row) => row.agent_id), ...holders.map((row) => row.person_id)]),
      }
    },
  }
}
export type EdgeReads = ReturnType<typeof edgeReads>
