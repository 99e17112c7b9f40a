import { selectFrom, tables } from '../adapters/db/columns.ts'
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
  const contacts: unknown[] = await selectFrom(read, tables.contacts)
    .where({ case_id: id })
    .orderBy('started_at', 'desc')
    .limit(mostEntries)
  const events: unknown[] = await selectFrom(read, tables.caseEvents)
    .where({ case_id: id })
    .orderBy('at', 'desc')
    .limit(mostEntries)
  const rows: unknown[] = await selectFrom(read, tables.followUps)
    .where({ case_id: id })
    .orderBy('due_at')
    .limit(mostEntries)
  const followUps = rows.map((f) => tables.followUps.decode(f))
  const people = await personBriefs(read, [found.ownerId, ...followUps.map((f) => f.ownerId)])
  const owners: CaseView['owners'] = await read('people')
    .whereNull('left_at')
    .orderBy('name')
    .select('id', 'name', 'initials')
  const members = await memberBriefs(read, [found.memberId])
  const callers = await callerViews(read, [
    { key: id, callerNumber: found.callerNumber, memberId: found.memberId },
  ])
  const aimRow: unknown = await selectFrom(read, tables.caseAims).where({ case_id: id }).first()
  const aim = aimRow ? tables.caseAims.decode(aimRow) : null
  const deadlines = await deadlinesOfCase(deps, id, found.status !== 'closed')
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
    timeline: newestFirst([
      ...(await contactEntries(
        read,
        contacts.map((c) => tables.contacts.decode(c)),
        clock.now(),
      )),
      ...(await caseEventEntries(
        read,
        events.map((e) => tables.caseEvents.decode(e)),
      )),
      ...(await followUpEntries(read, followUps)),
    ]),
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
