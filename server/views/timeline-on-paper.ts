/**
 * The timeline of one case to be printed or read through (F67): everything, in the order in which it happened, with
 * every text of a conversation, so that whoever takes the case on needs nothing else. The screen of a case shows the newest.
 */
import { selectFrom, type Table, tables } from '../adapters/db/columns.ts'
import type { TimelineOnPaper } from '../contract/timeline-api.ts'
import { fullReference } from '../domain/case-reference.ts'
import { caseBrief, memberBriefs, personBriefs } from './briefs.ts'
import { caseEventEntries, contactEntries, followUpEntries, newestFirst } from './timeline.ts'
import type { ViewDeps } from './view-deps.ts'

/** Of each kind; more is some hundred pages of paper. */
const mostEntries = 2000

export async function timelineOnPaper(
  { read, clock }: ViewDeps,
  caseId: string,
  most = mostEntries,
): Promise<TimelineOnPaper | null> {
  const row: unknown = await selectFrom(read, tables.cases).where({ id: caseId }).first()
  if (!row) return null
  const found = tables.cases.decode(row)
  const newestOf = async <T>(table: Table<T>, by: string): Promise<T[]> => {
    const rows: unknown[] = await selectFrom(read, table)
      .where({ case_id: caseId })
      .orderBy(by, 'desc')
      .limit(most + 1)
    return rows.map((each) => table.decode(each))
  }
  const [contacts, events, followUps, members, people] = await Promise.all([
    newestOf(tables.contacts, 'started_at'),
    newestOf(tables.caseEvents, 'at'),
    newestOf(tables.followUps, 'created_at'),
    memberBriefs(read, [found.memberId]),
    personBriefs(read, [found.ownerId]),
  ])
  const entries = await Promise.all([
    contactEntries(read, contacts.slice(0, most), clock.now(), 'all'),
    caseEventEntries(read, events.slice(0, most)),
    followUpEntries(read, followUps.slice(0, most)),
  ])
  return {
    case: caseBrief(found, people),
    fullReference: fullReference(found.number),
    memberId: found.memberId,
    memberName: found.memberId === null ? null : (members.get(found.memberId)?.name ?? null),
    openedAt: found.openedAt,
    closedAt: found.closedAt,
    asOf: clock.now(),
    entries: newestFirst(entries.flat()).reverse(),
    isWhole: [contacts, events, followUps].every((each) => each.length <= most),
  }
}
