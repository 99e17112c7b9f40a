import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { MessageView, ThreadView } from '../contract/thread-views.ts'
import { failureInWords } from '../domain/delivery-failure.ts'
import { lineNow } from '../domain/line-state.ts'
import { canText, displayNumber } from '../domain/phone-number.ts'
import type { Contact, Message, Thread } from '../domain/records.ts'
import { writtenOpening } from '../domain/spoken-time.ts'
import { stoppedSince, type TextPurpose } from '../domain/text-purpose.ts'
import { callerViews, caseBriefs, personBriefs } from './briefs.ts'
import { picturesOf } from './timeline.ts'
import { type ViewDeps, when } from './view-deps.ts'

const pageSize = 50

/** One thread, oldest first: its newest 50 messages, or the 50 before the message `before`. */
export async function threadView(
  deps: ViewDeps,
  id: string,
  page: { before: string | null },
): Promise<ThreadView | null> {
  const { read, clock } = deps
  const row: unknown = await selectFrom(read, tables.threads).where({ id }).first()
  if (!row) return null
  const thread = tables.threads.decode(row)
  const contact = await latestContact(deps, thread.id)
  const number = /^\+\d+$/.test(thread.memberNumber) ? thread.memberNumber : null
  const callers = await callerViews(read, [
    { key: id, callerNumber: number, memberId: contact?.memberId ?? null },
  ])
  const caller = callers.get(id)
  if (!caller) return null
  const cases = await caseBriefs(read, [contact?.caseId ?? null])
  const people = await personBriefs(read, [contact?.agentId ?? null])
  const found: unknown[] = await selectFrom(read, tables.messages)
    .where({ thread_id: id })
    .modify((q) => void (page.before === null ? q : q.where('id', '<', page.before)))
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  const messages = found
    .slice(0, pageSize)
    .map((m) => tables.messages.decode(m))
    .reverse()
  const { purpose, since: optedOutAt } = await stoppedOn(deps, thread)
  const isOpen = contact !== null && contact.endedAt === null
  return {
    id,
    version: thread.version,
    caller,
    number: number === null ? thread.memberNumber : displayNumber(number),
    ourNumber: displayNumber(thread.ourNumber),
    contactId: isOpen ? contact.id : null,
    case: contact?.caseId ? (cases.get(contact.caseId) ?? null) : null,
    caseRule: contact?.caseId && cases.size === 0 ? null : (contact?.caseWords ?? null),
    assignee: contact?.agentId && isOpen ? (people.get(contact.agentId) ?? null) : null,
    purpose,
    optedOutAt,
    canText:
      optedOutAt === null
        ? when(number !== null && canText(number), 'cannot-text')
        : when(false, 'opted-out'),
    messages: await messageViews(deps, messages),
    hasOlder: found.length > pageSize,
    draft: { text: thread.draft, kind: thread.draftKind, savedAt: thread.draftSavedAt },
    outsideHours: await outsideHours(deps, thread.ourNumber, clock.now()),
  }
}

/** What our number of this conversation is for, and since when its texts are stopped (F50). */
async function stoppedOn(
  { read }: ViewDeps,
  thread: Pick<Thread, 'memberNumber' | 'ourNumber'>,
): Promise<{ purpose: TextPurpose; since: string | null }> {
  const line: { purpose: TextPurpose } | undefined = await read('lines')
    .where({ number: thread.ourNumber })
    .orderByRaw('CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END, removed_at DESC')
    .first('purpose')
  const purpose = line?.purpose ?? 'case'
  const phone: { id: string; stoppedAll: string | null } | undefined = await read('phones')
    .where({ number: thread.memberNumber })
    .first({ id: 'id', stoppedAll: 'opted_out_at' })
  if (phone === undefined) return { purpose, since: null }
  const rows: unknown[] = await selectFrom(read, tables.optOuts).where({ phone_id: phone.id })
  const optOuts = rows.map((row) => tables.optOuts.decode(row))
  return { purpose, since: stoppedSince(purpose, { stoppedAll: phone.stoppedAll, optOuts }) }
}

/** One message as its thread shows it. */
export async function messageView(deps: ViewDeps, id: string): Promise<MessageView | null> {
  const row: unknown = await selectFrom(deps.read, tables.messages).where({ id }).first()
  return row ? ((await messageViews(deps, [tables.messages.decode(row)]))[0] ?? null) : null
}

async function messageViews({ read }: ViewDeps, messages: readonly Message[]): Promise<MessageView[]> {
  const people = await personBriefs(
    read,
    messages.map((m) => m.authorId),
  )
  const pictures = await picturesOf(
    read,
    messages.map((m) => m.id),
  )
  return messages.map((m) => ({
    id: m.id,
    threadId: m.threadId,
    direction: m.direction,
    body: m.body,
    at: m.at,
    author: m.authorId === null ? null : (people.get(m.authorId) ?? null),
    status: m.status,
    failure: m.status === 'failed' || m.status === 'undelivered' ? failureInWords(m.errorCode) : null,
    pictures: pictures.get(m.id) ?? [],
    refusedFiles: m.refusedFiles,
  }))
}

/** The open conversation, else the last one: where the thread belongs. */
async function latestContact({ read }: ViewDeps, threadId: string): Promise<Contact | null> {
  const row: unknown = await selectFrom(read, tables.contacts)
    .where({ thread_id: threadId })
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .first()
  return row ? tables.contacts.decode(row) : null
}

async function outsideHours({ read }: ViewDeps, ourNumber: string, now: string): Promise<string | null> {
  const row: unknown = await selectFrom(read, tables.lines)
    .where({ number: ourNumber })
    .orderByRaw('CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END, removed_at DESC')
    .first()
  if (!row) return null
  const line = tables.lines.decode(row)
  const state = lineNow(line, now)
  if (state.open) return null
  const opens =
    state.opensAt === null ? '' : `; we open ${writtenOpening(state.opensAt, now, line.hours.zone)}`
  return `It is outside our opening hours${opens}. A text sent now reaches them now.`
}
