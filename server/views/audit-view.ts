/**
 * The log as data protection and administrators read it (F131): who read and who did what, newest first, a page at a
 * time. Whoever reads no members is told of none: a case has its reference here, a member no name.
 */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { AuditEntry, AuditView } from '../contract/audit-views.ts'
import { findReferences, formatReference } from '../domain/case-reference.ts'
import type { LoggedEvent } from '../domain/records.ts'
import { auditWords } from './audit-words.ts'
import { memberBriefs } from './briefs.ts'
import { pageOf, pageSize, readCursor, writeCursor } from './paging.ts'
import type { ViewDeps } from './view-deps.ts'

/** The same words as those of the indexes event_log_reads, event_log_actor and event_log_member_reads. */
const isReading = "event_log.type IN ('record.read', 'recording.listened', 'members.refused-rows-taken')"
const isByPerson = "event_log.actor NOT IN ('twilio', 'system')"
const isRecordRead = "event_log.type = 'record.read'"
const memberOf = {
  sqlite: "json_extract(data, '$.memberId') = ?",
  postgres: "((data::jsonb) ->> 'memberId') = ?",
} as const

type About = { kind: 'case' | 'member'; id: string; words: string }

export async function auditView(
  deps: ViewDeps,
  asked: {
    what: 'reads' | 'all'
    personId: string | null
    /** A case's reference or id, a membership number or a member's id. */
    about: string | null
    cursor: string | null
    readsMembers: boolean
  },
): Promise<AuditView> {
  const { read } = deps
  const typed = asked.about?.trim() ?? ''
  const about = typed === '' ? null : await aboutOf(deps, typed, asked.readsMembers)
  const rows =
    typed !== '' && about === null
      ? []
      : await entryRows(deps, { ...asked, about, before: readCursor(asked.cursor, 1) })
  const people: { id: string; name: string }[] = await read('people').select('id', 'name').orderBy('name')
  const shown = await entriesOf(deps, rows, people, asked.readsMembers)
  const head: { seq: number; hash: string; sealed_at: string | null } | undefined = await read(
    'audit_head',
  ).first('seq', 'hash', 'sealed_at')
  const newest: { value: number } | undefined = await read('counters').where({ name: 'event' }).first('value')
  const { items, nextCursor } = pageOf(rows, shown, (row) => writeCursor([String(row.seq)]))
  return {
    entries: items,
    nextCursor,
    people,
    about: typed === '' ? null : { found: about !== null, words: about?.words ?? typed },
    chain: {
      seq: head?.seq ?? 0,
      hash: head?.hash ?? '',
      sealedAt: head?.sealed_at ?? null,
      unsealed: Math.max(0, Number(newest?.value ?? 0) - (head?.seq ?? 0)),
    },
  }
}

async function aboutOf({ read }: ViewDeps, typed: string, readsMembers: boolean): Promise<About | null> {
  const [reference] = findReferences(typed)
  const found: { id: string; number: number } | undefined = await read('cases')
    .where(reference === undefined ? { id: typed } : { number: Number(reference.replace(/\D/g, '')) })
    .first('id', 'number')
  if (found) return { kind: 'case', id: found.id, words: `the case ${formatReference(found.number)}` }
  if (!readsMembers) return null
  const member: { id: string; first_name: string; last_name: string } | undefined = await read('members')
    .where({ id: typed })
    .orWhere({ membership_number: typed.toUpperCase() })
    .first('id', 'first_name', 'last_name')
  return member ? { kind: 'member', id: member.id, words: `${member.first_name} ${member.last_name}` } : null
}

async function entryRows(
  { read, engine }: ViewDeps,
  asked: {
    what: 'reads' | 'all'
    personId: string | null
    about: About | null
    before: readonly string[] | null
  },
): Promise<LoggedEvent[]> {
  const query = selectFrom(read, tables.eventLog)
    .orderBy('event_log.seq', 'desc')
    .limit(pageSize + 1)
  if (asked.what === 'reads') query.whereRaw(isReading)
  if (asked.personId !== null) query.whereRaw(isByPerson).where('event_log.actor', asked.personId)
  if (asked.about !== null) query.whereIn('event_log.seq', seqsAbout(read, engine, asked.about))
  const before = Number(asked.before?.[0] ?? Number.NaN)
  if (Number.isInteger(before)) query.where('event_log.seq', '<', before)
  const rows: unknown[] = await query
  return rows.map((row) => tables.eventLog.decode(row))
}

/** Everything logged on a case; of a member what names them, and everything on their cases and contacts. */
const seqsAbout = (read: Knex, engine: ViewDeps['engine'], about: About): Knex.QueryBuilder => {
  const on = (column: string, ids: Knex.QueryBuilder | string[]) =>
    read('event_log').select('seq').whereIn(column, ids)
  if (about.kind === 'case') {
    const contacts = read('contacts').where({ case_id: about.id }).select('id')
    return on('case_id', [about.id]).union([on('contact_id', contacts)])
  }
  return read('event_log')
    .select('seq')
    .whereRaw(isRecordRead)
    .whereRaw(memberOf[engine], [about.id])
    .union([
      on('case_id', read('cases').where({ member_id: about.id }).select('id')),
      on('contact_id', read('contacts').where({ member_id: about.id }).select('id')),
    ])
}

async function entriesOf(
  { read }: ViewDeps,
  rows: readonly LoggedEvent[],
  people: readonly { id: string; name: string }[],
  readsMembers: boolean,
): Promise<AuditEntry[]> {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const caseIds = [...new Set(rows.flatMap(({ caseId }) => (caseId === null ? [] : [caseId])))]
  const cases: { id: string; number: number }[] = await read('cases')
    .whereIn('id', caseIds)
    .select('id', 'number')
  const numbers = new Map(cases.map(({ id, number }) => [id, number]))
  const members = await memberBriefs(read, readsMembers ? rows.map(memberIdOf) : [])
  const aboutOfRow = (row: LoggedEvent): AuditEntry['about'] => {
    const number = row.caseId === null ? undefined : numbers.get(row.caseId)
    if (row.caseId !== null && number !== undefined)
      return {
        words: formatReference(number),
        path: readsMembers ? `/cases/${encodeURIComponent(row.caseId)}` : null,
      }
    const member = members.get(memberIdOf(row) ?? '')
    return member
      ? { words: member.name, path: `/members/${encodeURIComponent(member.id)}` }
      : memberIdOf(row) === null
        ? null
        : { words: 'a member', path: null }
  }
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    by: nameOf(row.actor, names),
    words: auditWords(row),
    about: aboutOfRow(row),
  }))
}

const memberIdOf = ({ data }: LoggedEvent): string | null =>
  typeof data['memberId'] === 'string' ? data['memberId'] : null

const nameOf = (actor: string, names: ReadonlyMap<string, string>): string =>
  actor === 'twilio' ? 'Twilio' : actor === 'system' ? 'Branchline' : (names.get(actor) ?? actor)
