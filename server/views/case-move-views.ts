/** Where a case went, what came into it, and what of it can be split off (F66). */
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CaseMovesView, CaseMoveView } from '../contract/case-move-api.ts'
import type { CaseMove } from '../domain/case-move.ts'
import { findReferences } from '../domain/case-reference.ts'
import { caseBriefs, personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

const mostParts = 200

/** Null: no such case. */
export async function caseMovesView({ read }: ViewDeps, caseId: string): Promise<CaseMovesView | null> {
  if (!(await read('cases').where({ id: caseId }).first('id'))) return null
  const rows: unknown[] = await selectFrom(read, tables.caseMoves)
    .where({ kind: 'merge' })
    .whereNull('undone_at')
    .where((side) => void side.where({ from_case_id: caseId }).orWhere({ into_case_id: caseId }))
    .orderBy('moved_at', 'desc')
  const moves = rows.map((row) => tables.caseMoves.decode(row))
  // Behind the wall: a case that was sealed since is not among them.
  const cases = await caseBriefs(
    read,
    moves.flatMap(({ fromCaseId, intoCaseId }) => [fromCaseId, intoCaseId]),
  )
  const people = await personBriefs(
    read,
    moves.map(({ movedBy }) => movedBy),
  )
  const told = (move: CaseMove, otherId: string): CaseMoveView => ({
    id: move.id,
    other: cases.get(otherId) ?? null,
    why: cases.has(otherId) ? move.why : '',
    by: people.get(move.movedBy) ?? { id: move.movedBy, name: 'Somebody', initials: '' },
    at: move.movedAt,
    title: cases.has(otherId) ? move.titleBefore : '',
  })
  const merged = moves.find((move) => move.fromCaseId === caseId)
  return {
    mergedInto: merged === undefined ? null : told(merged, merged.intoCaseId),
    absorbed: moves.filter((move) => move.intoCaseId === caseId).map((move) => told(move, move.fromCaseId)),
    parts: await partsOf(read, caseId),
  }
}

/** The id of the case with this reference or number; null: there is none, or none that this person may know. */
export async function caseIdByReference({ read }: ViewDeps, text: string): Promise<string | null> {
  const [reference] = findReferences(/^\s*\d+\s*$/.test(text) ? `CX-${text.trim()}` : text)
  if (reference === undefined) return null
  const found: { id: string } | undefined = await read('cases')
    .where({ number: Number(reference.replace(/\D/g, '')) })
    .first('id')
  return found?.id ?? null
}

type Parts = CaseMovesView['parts']

async function partsOf(read: ViewDeps['read'], caseId: string): Promise<Parts> {
  const of = (table: string, at: string): Promise<Record<string, unknown>[]> =>
    read(table).where({ case_id: caseId }).orderBy(at, 'desc').limit(mostParts)
  const [contacts, notes, documents, followUps, deadlines] = await Promise.all([
    of('contacts', 'started_at'),
    read('case_events')
      .where({ case_id: caseId })
      .whereIn('kind', ['note', 'by-hand'])
      .orderBy('at', 'desc')
      .limit(mostParts),
    of('documents', 'created_at'),
    of('follow_ups', 'created_at'),
    of('deadlines', 'proposed_at'),
  ])
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const part = (row: Record<string, unknown>, words: string, at: unknown) => ({
    id: text(row['id']),
    words,
    at: text(at),
  })
  return {
    contacts: contacts.map((row) =>
      part(
        row,
        [row['channel'] === 'sms' ? 'Texts' : 'Call', text(row['notes'])].filter(Boolean).join(': '),
        row['started_at'],
      ),
    ),
    notes: notes.map((row: Record<string, unknown>) =>
      part(row, text(row['body']) || text(row['heading']), row['at']),
    ),
    documents: documents
      .filter((row) => row['removed_at'] === null)
      .map((row) => part(row, text(row['title']), row['created_at'])),
    followUps: followUps.map((row) =>
      part(row, `${text(row['what'])}${row['done_at'] === null ? '' : ' (done)'}`, row['created_at']),
    ),
    deadlines: deadlines.map((row) =>
      part(
        row,
        `Legal date ${DateTime.fromISO(text(row['limit_on'])).toFormat('d LLL yyyy')}${text(row['respondent']) === '' ? '' : `, ${text(row['respondent'])}`}`,
        row['proposed_at'],
      ),
    ),
  }
}
