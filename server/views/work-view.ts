import { DateTime } from 'luxon'
import type { WorkItem, WorkView } from '../contract/work-views.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { Contact } from '../domain/records.ts'
import { callerViews } from './briefs.ts'
import { lastWord } from './last-word.ts'
import { missedOfEverybody, missedWords, unhandled } from './missed-views.ts'
import { backFromBranches } from './referral-views.ts'
import type { ViewDeps } from './view-deps.ts'

const most = 50
const zone = 'Europe/London'

/** My work: oldest first in every section, but worst wait first among those who gave up. */
export async function workView(deps: ViewDeps, personId: string): Promise<WorkView> {
  const [handed, watched, branches, replies, voicemails, gaveUp, promised] = await Promise.all([
    handedTo(deps, personId),
    changedSince(deps, personId),
    backFromBranches(deps),
    waitingForReply(deps, personId),
    voicemailsOf(deps, personId),
    missed(deps),
    promisedToday(deps, personId),
  ])
  return { handed, watched, branches, replies, voicemails, promised, gaveUp }
}

/** Cases that were given to them, or came back, and wait for their answer. */
async function handedTo({ read }: ViewDeps, personId: string): Promise<WorkItem[]> {
  const rows: {
    id: string
    note: string
    at: string
    isReturn: number
    giver: string
    caseId: string
    number: number
    title: string
  }[] = await read('hand_overs')
    .join('cases', 'cases.id', 'hand_overs.case_id')
    .join('people', 'people.id', 'hand_overs.from_id')
    .where({ 'hand_overs.to_id': personId, 'hand_overs.state': 'offered' })
    .orderBy(['hand_overs.given_at', 'hand_overs.id'])
    .limit(most)
    .select({
      id: 'hand_overs.id',
      note: 'hand_overs.note',
      at: 'hand_overs.given_at',
      isReturn: 'hand_overs.is_return',
      giver: 'people.name',
      caseId: 'cases.id',
      number: 'cases.number',
      title: 'cases.title',
    })
  return rows.map((row) => ({
    id: row.id,
    kind: 'case',
    title: `${formatReference(row.number)} · ${row.title}`,
    line: row.isReturn === 1 ? `Sent back by ${row.giver}: ${row.note}` : `From ${row.giver}: ${row.note}`,
    at: row.at,
    dueAt: null,
    isNew: true,
    path: `/cases/${row.caseId}`,
  }))
}

/** What changed on cases that they are on, since they looked. */
async function changedSince({ read }: ViewDeps, personId: string): Promise<WorkItem[]> {
  const rows: { caseId: string; number: number; title: string; at: string }[] = await read('case_people')
    .join('cases', 'cases.id', 'case_people.case_id')
    .where({ 'case_people.person_id': personId })
    .whereRaw('cases.updated_at > case_people.seen_at')
    .orderBy(['cases.updated_at', 'cases.id'])
    .limit(most)
    .select({
      caseId: 'cases.id',
      number: 'cases.number',
      title: 'cases.title',
      at: 'cases.updated_at',
    })
  return rows.map((row) => ({
    id: `watched:${row.caseId}`,
    kind: 'case',
    title: `${formatReference(row.number)} · ${row.title}`,
    line: 'Changed since you looked',
    at: row.at,
    dueAt: null,
    isNew: false,
    path: `/cases/${row.caseId}`,
  }))
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
    .where('messages.id', '=', lastWord(read))
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

/** Voicemails that are mine or nobody's, oldest first. */
async function voicemailsOf(deps: ViewDeps, personId: string): Promise<WorkItem[]> {
  const contacts = (await unhandled(deps, ['voicemail'])).filter(
    (c) => c.agentId === null || c.agentId === personId,
  )
  const titles = await titlesOf(deps, contacts)
  return contacts.slice(0, most).map((c) => ({
    id: c.id,
    kind: 'voicemail',
    title: titles.get(c.id)?.title ?? 'Call',
    line: missedWords(c, 1),
    at: c.endedAt ?? c.startedAt,
    dueAt: null,
    isNew: c.agentId === null,
    path: `/work/contact/${c.id}`,
  }))
}

/** Who did not get through: one row per person and day, worst wait first. */
async function missed(deps: ViewDeps): Promise<WorkItem[]> {
  const rows = (await missedOfEverybody(deps)).slice(0, most)
  const titles = await titlesOf(
    deps,
    rows.map((row) => row.worst),
  )
  return rows.map(({ worst, calls }) => ({
    id: worst.id,
    kind: 'missed',
    title: titles.get(worst.id)?.title ?? 'Call',
    line: missedWords(worst, calls.length),
    at: calls.at(-1)?.endedAt ?? worst.endedAt ?? worst.startedAt,
    dueAt: null,
    isNew: true,
    path: `/work/contact/${worst.id}`,
  }))
}

const titlesOf = ({ read }: ViewDeps, contacts: readonly Contact[]) =>
  callerViews(
    read,
    contacts.map((c) => ({ key: c.id, callerNumber: c.callerNumber, memberId: c.memberId })),
  )

async function promisedToday({ read, clock }: ViewDeps, personId: string): Promise<WorkItem[]> {
  const endOfToday = DateTime.fromISO(clock.now(), { zone }).endOf('day').toUTC().toISO() ?? clock.now()
  const rows: { id: string; what: string; dueAt: string; caseId: string; number: number; title: string }[] =
    await read('follow_ups')
      .join('cases', 'cases.id', 'follow_ups.case_id')
      .where('follow_ups.owner_id', personId)
      .whereNull('follow_ups.done_at')
      .where(
        (q) =>
          void q
            .where('follow_ups.due_at', '<=', endOfToday)
            .orWhere('follow_ups.remind_at', '<=', clock.now()),
      )
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
