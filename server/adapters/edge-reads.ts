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
/** A wall lasts as long as whoever opened it is one of us: an address taken along when leaving shows nothing. */
const wall = statement('wall by token hash', (k, p) =>
  k('wall_tokens')
    .join('people', 'people.id', 'wall_tokens.created_by')
    .select('token_hash')
    .where({ token_hash: p('tokenHash') })
    .whereNull('people.left_at'),
)
const picture = statement('picture content', (k, p) =>
  k('pictures')
    .select('content')
    .where({ id: p('id') }),
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

const holders = statement('holders of contact', (k, p) =>
  k('presences')
    .select('person_id')
    .where({ contact_id: p('contactId') }),
)
const around = statement('what shows contact', (k, p) =>
  k('contacts')
    .select('case_id', 'member_id', 'thread_id')
    .where({ id: p('id') }),
)

const cellOf = (row: unknown, column: string): unknown => new Map(Object.entries(row ?? {})).get(column)

export const edgeReads = ({ reader }: Pick<Database, 'reader'>) => {
  const cell = async (
    query: Statement,
    params: Record<string, unknown>,
    column: string,
  ): Promise<unknown> => {
    const [row] = await reader.all(query, params)
    return row === undefined ? null : cellOf(row, column)
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
    /** The people who have one of these contacts in hand. */
    holders: async (contactIds: readonly string[]) => {
      const found: unknown[] = []
      for (const contactId of contactIds) found.push(...(await reader.all(holders, { contactId })))
      return [...new Set(found.map((row) => cellOf(row, 'person_id')).filter((id) => typeof id === 'string'))]
    },
    /** Cases, members and threads whose screens show these contacts. */
    around: async (contactIds: readonly string[]) => {
      const rows: unknown[] = []
      for (const id of contactIds) rows.push(...(await reader.all(around, { id })))
      const ids = (column: string) => [
        ...new Set(rows.map((row) => cellOf(row, column)).filter((id) => typeof id === 'string')),
      ]
      return { caseIds: ids('case_id'), memberIds: ids('member_id'), threadIds: ids('thread_id') }
    },
  }
}
export type EdgeReads = ReturnType<typeof edgeReads>
