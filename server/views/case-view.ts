import { selectFrom, type Table, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import { metWords, outcomeLine } from '../contract/case-outcome-words.ts'
import type { CaseView } from '../contract/case-views.ts'
import { type ContactReason, contactReasons } from '../contract/words.ts'
import { fullReference } from '../domain/case-reference.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { callerViews, caseBrief, memberBriefs, personBriefs } from './briefs.ts'
import { deadlinesOfCase } from './deadline-views.ts'
import { caseEventEntries, contactEntries, followUpEntries, newestFirst } from './timeline.ts'
import { type ViewDeps, when } from './view-deps.ts'

/** As much of a timeline as one screen shows; the newest of each kind. */
const mostEntries = 200

/** One case: where it stands, what was promised, and one timeline over all channels, newest first. */
export async function caseView(deps: ViewDeps, id: string): Promise<CaseView | null> {
  const { read, clock } = deps
  const row: unknown = await selectFrom(read, tables.cases).where({ id }).first()
  if (!row) return null
  const found = tables.cases.decode(row)
  const ofCase = async <T>(table: Table<T>, by: string, order: 'asc' | 'desc'): Promise<T[]> => {
    const rows: unknown[] = await selectFrom(read, table)
      .where({ case_id: id })
      .orderBy(by, order)
      .limit(mostEntries)
    return rows.map((each) => table.decode(each))
  }
  // Side by side: each has its answer in a millisecond or two, and there are a score of them.
  const [contacts, events, followUps, aims, owners, members, callers, deadlines] = await Promise.all([
    ofCase(tables.contacts, 'started_at', 'desc').then((found) => contactEntries(read, found, clock.now())),
    ofCase(tables.caseEvents, 'at', 'desc').then((found) => caseEventEntries(read, found)),
    ofCase(tables.followUps, 'due_at', 'asc'),
    ofCase(tables.caseAims, 'case_id', 'asc'),
    read<PersonBrief>('people').whereNull('left_at').orderBy('name').select('id', 'name', 'initials'),
    memberBriefs(read, [found.memberId]),
    callerViews(read, [{ key: id, callerNumber: found.callerNumber, memberId: found.memberId }]),
    deadlinesOfCase(deps, found),
  ])
  const [people, promises] = await Promise.all([
    personBriefs(read, [found.ownerId, ...followUps.map((f) => f.ownerId)]),
    followUpEntries(read, followUps),
  ])
  const aim = aims[0] ?? null
  const nobody = { id: '', name: 'Anybody on shift', initials: '' }
  return {
    ...caseBrief(found, people),
    version: found.version,
    fullReference: fullReference(found.number),
    kind: kindOf(found.kind),
    openedAt: found.openedAt,
    closedAt: found.closedAt,
    wanted: aim?.wanted ?? null,
    outcome: outcomeLine(found.outcome, aim),
    met: aim?.met ? metWords[aim.met] : null,
    member: found.memberId === null ? null : (members.get(found.memberId) ?? null),
    callerNumber: found.callerNumber === null ? null : displayNumber(found.callerNumber),
    otherCases: callers.get(id)?.openCases.filter((one) => one.id !== id) ?? [],
    timeline: newestFirst([...contacts, ...events, ...promises]),
    followUps: followUps.map((f) => ({
      id: f.id,
      caseId: id,
      what: f.what,
      dueAt: f.dueAt,
      owner: f.ownerId === null ? nobody : (people.get(f.ownerId) ?? nobody),
      doneAt: f.doneAt,
      isOverdue: f.doneAt === null && f.dueAt < clock.now(),
      ownerId: f.ownerId,
      remindAt: f.remindAt,
      checklist: f.checklist,
      firstDueAt: f.firstDueAt,
    })),
    deadlines,
    owners,
    actions: {
      close: deadlines.some(({ settled }) => settled === null)
        ? when(false, 'deadline-live')
        : when(found.status !== 'closed', 'case-closed'),
      reopen: when(found.status === 'closed', 'nothing-to-undo'),
      change: when(found.status !== 'closed', 'case-closed'),
    },
  }
}

export const kindOf = (kind: string): ContactReason => (isKind(kind) ? kind : 'other')
const isKind = (kind: string): kind is ContactReason => kind in contactReasons
