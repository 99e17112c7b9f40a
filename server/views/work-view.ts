import type { Knex } from 'knex'
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { WorkItem, WorkView } from '../contract/views.ts'
import { contactResultWords } from '../contract/words.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { Contact } from '../domain/records.ts'
import { callerViews } from './briefs.ts'
import { duration } from './timeline.ts'
import { secondsBetween, type ViewDeps } from './view-deps.ts'

const most = 50
const zone = 'Europe/London'

/** My work, ordered by what was promised: oldest first in every section. */
export async function workView(deps: ViewDeps, personId: string): Promise<WorkView> {
  const [replies, voicemails, gaveUp, promised] = await Promise.all([
    waitingForReply(deps, personId),
    unanswered(deps, ['voicemail']),
    unanswered(deps, ['abandoned', 'closed-line', 'nobody-signed-in', 'queue-full', 'failed']),
    promisedToday(deps, personId),
  ])
  return { replies, voicemails, promised, gaveUp }
}

/** Open conversations whose last word is the member's, mine or nobody's. */
async function waitingForReply({ read }: ViewDeps, personId: string): Promise<WorkItem[]> {
  const rows: (Pick<Contact, 'id' | 'callerNumber' | 'memberId' | 'agentId'> & {
    threadId: string
    body: string
    at: string
  })[] = await read('contacts')
    .join('messages', 'messages.thread_id', 'contacts.thread_id')
    .whereNull('contacts.ended_at')
    .where('contacts.channel', 'sms')
    .where('messages.direction', 'in')
    .where('messages.id', '=', newestMessage(read))
    .where((q) => void q.whereNull('contacts.agent_id').orWhere('contacts.agent_id', personId))
    .orderBy('messages.at')
    .limit(most)
    .select({
      id: 'contacts.id',
      callerNumber: 'contacts.caller_number',
      memberId: 'contacts.member_id',
      agentId: 'contacts.agent_id',
      threadId: 'contacts.thread_id',
      body: 'messages.body',
      at: 'messages.at',
    })
  const callers = await callerViews(
    read,
    rows.map((r) => ({ key: r.id, callerNumber: r.callerNumber, memberId: r.memberId })),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: 'text',
    title: callers.get(row.id)?.title ?? 'Text',
    line: row.body.trim() === '' ? 'Sent a photo' : row.body,
    at: row.at,
    dueAt: null,
    isNew: row.agentId === null,
    path: `/work/text/${row.threadId}`,
  }))
}

const newestMessage = (read: Knex): Knex.QueryBuilder =>
  read('messages as latest')
    .whereRaw('latest.thread_id = contacts.thread_id')
    .whereNot('latest.direction', 'note')
    .max('latest.id')

async function unanswered({ read }: ViewDeps, results: string[]): Promise<WorkItem[]> {
  const rows: unknown[] = await selectFrom(read, tables.contacts)
    .whereNull('handled_at')
    .whereNotNull('ended_at')
    .where({ channel: 'voice' })
    .whereIn('result', results)
    .orderBy('ended_at')
    .limit(most)
  const contacts = rows.map((row) => tables.contacts.decode(row))
  const callers = await callerViews(
    read,
    contacts.map((c) => ({ key: c.id, callerNumber: c.callerNumber, memberId: c.memberId })),
  )
  return contacts.map((c) => ({
    id: c.id,
    kind: c.result === 'voicemail' ? 'voicemail' : 'missed',
    title: callers.get(c.id)?.title ?? 'Call',
    line: c.result === null ? '' : waitedWords(c),
    at: c.endedAt ?? c.startedAt,
    dueAt: null,
    isNew: true,
    path: `/work/contact/${c.id}`,
  }))
}

function waitedWords(contact: Contact): string {
  const words = contact.result === null ? 'Call' : contactResultWords[contact.result]
  const waited =
    contact.waitingSince !== null && contact.endedAt !== null
      ? ` after ${duration(secondsBetween(contact.waitingSince, contact.endedAt))}`
      : ''
  return `${words}${contact.result === 'abandoned' ? waited : ''}${contact.need === null ? '' : ` · ${contact.need}`}`
}

async function promisedToday({ read, clock }: ViewDeps, personId: string): Promise<WorkItem[]> {
  const endOfToday = DateTime.fromISO(clock.now(), { zone }).endOf('day').toUTC().toISO() ?? clock.now()
  const rows: { id: string; what: string; dueAt: string; caseId: string; number: number; title: string }[] =
    await read('follow_ups')
      .join('cases', 'cases.id', 'follow_ups.case_id')
      .where('follow_ups.owner_id', personId)
      .whereNull('follow_ups.done_at')
      .where('follow_ups.due_at', '<=', endOfToday)
      .orderBy('follow_ups.due_at')
      .limit(most)
      .select({
        id: 'follow_ups.id',
        what: 'follow_ups.what',
        dueAt: 'follow_ups.due_at',
        caseId: 'cases.id',
        number: 'cases.number',
        title: 'cases.title',
      })
  return rows.map((row) => ({
    id: row.id,
    kind: 'follow-up',
    title: `${formatReference(row.number)} · ${row.title}`,
    line: row.what,
    at: row.dueAt,
    dueAt: row.dueAt,
    isNew: false,
    path: `/cases/${row.caseId}`,
  }))
}
