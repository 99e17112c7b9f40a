/** One timeline over all channels: contacts, case events and follow-ups as entries, newest first, loaded for many at once. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { TimelineEntry } from '../contract/contact-views.ts'
import type { RecordingView } from '../contract/recording-views.ts'
import type { PictureView } from '../contract/thread-views.ts'
import { contactReasons, contactResultWords, dispositions } from '../contract/words.ts'
import { isLoggedLate } from '../domain/hand-logged.ts'
import { gapsOf } from '../domain/recording.ts'
import type { CaseEvent, Contact, ContactPart, FollowUp, Recording } from '../domain/records.ts'
import { personBriefs } from './briefs.ts'
import { recoveredBy } from './recovered.ts'
import { secondsBetween } from './view-deps.ts'

export const recordingView = (r: Recording): RecordingView => ({
  id: r.id,
  kind: r.kind,
  seconds: r.seconds,
  url: `/api/recordings/${r.id}/audio`,
  state: r.state,
  gaps: gapsOf(r),
})

export async function recordingsOf(
  read: Knex,
  contactIds: readonly string[],
): Promise<Map<string, RecordingView[]>> {
  const rows: unknown[] =
    contactIds.length === 0
      ? []
      : await selectFrom(read, tables.recordings)
          .whereIn('contact_id', [...contactIds])
          .orderBy('started_at')
  return grouped(
    rows.map((row) => tables.recordings.decode(row)),
    (r) => r.contactId,
    recordingView,
  )
}

export async function picturesOf(
  read: Knex,
  messageIds: readonly string[],
): Promise<Map<string, PictureView[]>> {
  const rows: { id: string; messageId: string; width: number; height: number; alt: string }[] =
    messageIds.length === 0
      ? []
      : await read('pictures')
          .whereIn('message_id', [...messageIds])
          .select({ id: 'id', messageId: 'message_id', width: 'width', height: 'height', alt: 'alt' })
          .orderBy('id')
  return grouped(
    rows,
    (p) => p.messageId,
    (p) => ({ id: p.id, url: `/api/pictures/${p.id}`, width: p.width, height: p.height, alt: p.alt }),
  )
}

/** What each of several agents wrote of one contact, and who they are. */
async function partsAndWriters(read: Knex, contactIds: readonly string[]) {
  const parts = await partsOf(read, contactIds)
  const writers = await personBriefs(
    read,
    [...parts.values()].flat().map((part) => part.personId),
  )
  return { parts, writers }
}

async function wordsAndPictures(read: Knex, contactIds: readonly string[]) {
  const messages: { id: string; contactId: string; direction: string; body: string }[] =
    contactIds.length === 0
      ? []
      : await read('messages')
          .whereIn('contact_id', [...contactIds])
          .whereNot({ direction: 'note' })
          .orderBy('id')
          .select({ id: 'id', contactId: 'contact_id', direction: 'direction', body: 'body' })
  const pictures = await picturesOf(
    read,
    messages.map((m) => m.id),
  )
  return { messages, pictures }
}

/** Contacts as entries, in the order given; of a conversation its last texts, or all, each with who wrote it. */
export async function contactEntries(
  read: Knex,
  found: readonly Contact[],
  now: string,
  texts: 'last' | 'all' = 'last',
): Promise<TimelineEntry[]> {
  // A callback that still waits for its turn, or was withdrawn before anybody was rung, is no interaction with anybody.
  const contacts = found.filter(
    (c) => c.callbackId === null || (c.connectingAt !== null && c.result !== 'not-dialled'),
  )
  const ids = contacts.map((c) => c.id)
  const conversations = contacts.filter((c) => c.channel === 'sms').map((c) => c.id)
  const recovered = await recoveredBy(read, contacts)
  const [people, recordings, { parts, writers }, { messages, pictures }] = await Promise.all([
    personBriefs(read, [...contacts.map((c) => c.agentId), ...recovered.values()]),
    recordingsOf(read, ids),
    partsAndWriters(read, ids),
    wordsAndPictures(read, conversations),
  ])
  const byContact = grouped(
    messages,
    (m) => m.contactId,
    (m) => m,
  )
  const nameOf = (personId: string | undefined) =>
    personId === undefined ? null : (people.get(personId)?.name ?? 'a colleague')
  return contacts.map((contact) => {
    const mine = byContact.get(contact.id) ?? []
    const photos = mine.flatMap((m) => pictures.get(m.id) ?? [])
    const linkedRecently =
      contact.caseLinkedAt !== null &&
      contact.previousCaseId !== null &&
      secondsBetween(contact.caseLinkedAt, now) <= 30 * 86_400
    return {
      id: `contact:${contact.id}`,
      kind: contact.channel === 'voice' ? 'call' : 'text',
      at: contact.startedAt,
      heading:
        contact.channel === 'voice'
          ? callHeading(contact, nameOf(recovered.get(contact.id)))
          : textHeading(mine.length, photos.length, contact),
      body:
        contact.channel === 'voice'
          ? [
              ...(parts.get(contact.id) ?? []).map((part) =>
                partBody(part, writers.get(part.personId)?.name ?? 'A colleague'),
              ),
              callBody(contact),
            ]
              .filter((one) => one !== '')
              .join('\n')
          : (texts === 'all'
              ? mine.map((m) => `${m.direction === 'in' ? 'They' : 'We'} wrote: ${m.body}`)
              : mine.slice(-3).map((m) => m.body)
            ).join('\n'),
      author: contact.agentId === null ? null : (people.get(contact.agentId) ?? null),
      contactId: contact.id,
      threadId: contact.threadId,
      rule: contact.caseWords,
      recording: recordings.get(contact.id)?.at(-1) ?? null,
      pictures: photos,
      actions: { move: true, undo: linkedRecently },
    }
  })
}

function callHeading(contact: Contact, recoveredByName: string | null): string {
  // How long they talked is not known: the time until somebody noticed is nobody's talk time (J17).
  if (recoveredByName !== null)
    return `${contact.dialReason === null ? 'Call in' : `Call out about ${contact.dialReason}`}: ended unknown, recovered by ${recoveredByName}`
  if (contact.callbackId !== null) return callbackHeading(contact)
  if (contact.dialReason !== null) return dialledHeading(contact)
  if (contact.connectedAt !== null && contact.endedAt !== null) {
    const waited =
      contact.waitingSince === null
        ? ''
        : `, waited ${duration(secondsBetween(contact.waitingSince, contact.connectedAt))}`
    return `Call in, ${duration(secondsBetween(contact.connectedAt, contact.endedAt))}${waited}`
  }
  if (contact.endedAt === null)
    return contact.connectedAt === null ? 'Call in, not answered yet' : 'Call in, going on now'
  const waited =
    contact.result === 'abandoned' && contact.waitingSince !== null
      ? ` after ${duration(secondsBetween(contact.waitingSince, contact.endedAt))}`
      : ''
  return `Call in: ${(contact.result === null ? 'ended' : contactResultWords[contact.result]).toLowerCase()}${waited}`
}

/** "Call out about the hearing, 4 min", with what a marked number was rung for all the same. */
function dialledHeading(contact: Contact): string {
  const about = `Call out about ${contact.dialReason ?? ''}`
  const talked =
    contact.connectedAt !== null && contact.endedAt !== null
      ? `, ${duration(secondsBetween(contact.connectedAt, contact.endedAt))}`
      : contact.endedAt === null
        ? ', going on now'
        : ': not reached'
  return `${about}${talked}${contact.dialOverride === null ? '' : ` (marked number, rung because: ${contact.dialOverride})`}`
}

function callbackHeading(contact: Contact): string {
  if (contact.endedAt === null)
    return contact.connectedAt === null ? 'Ringing back' : 'Rang back, talking now'
  return contact.result === 'answered' && contact.connectedAt !== null
    ? `Rang back, ${duration(secondsBetween(contact.connectedAt, contact.endedAt))}`
    : contactResultWords[contact.result ?? 'not-reached']
}

/** "Priya Shah, who handed it over: …", with what they said came of it. */
const partBody = (part: ContactPart, by: string): string => {
  const written = callBody(part)
  return `${by} handed it over${written === '' ? '' : `: ${written}`}`
}

/** What those wrote who handed a call over, by contact, oldest first. */
export async function partsOf(
  read: Knex,
  contactIds: readonly string[],
): Promise<Map<string, ContactPart[]>> {
  const rows: unknown[] =
    contactIds.length === 0
      ? []
      : await selectFrom(read, tables.contactParts)
          .whereIn('contact_id', [...contactIds])
          .orderBy(['handed_at', 'id'])
  return grouped(
    rows.map((row) => tables.contactParts.decode(row)),
    (part) => part.contactId,
    (part) => part,
  )
}

function callBody(contact: Pick<Contact, 'notes' | 'reason' | 'outcome' | 'nextStep'>): string {
  const about = Object.entries(contactReasons).find(([key]) => key === contact.reason)?.[1]
  const outcome = Object.entries(dispositions).find(([key]) => key === contact.outcome)?.[1]
  const facts = [about, outcome, contact.nextStep === null ? undefined : `Next: ${contact.nextStep}`].filter(
    (f) => f !== undefined,
  )
  return [contact.notes.trim(), facts.join(' · ')].filter((part) => part !== '').join('\n')
}

const textHeading = (count: number, photos: number, contact: Contact): string =>
  [
    count === 1 ? 'One text' : `${count} texts`,
    photos === 0 ? null : photos === 1 ? '1 photo' : `${photos} photos`,
    contact.endedAt === null ? 'going on' : null,
  ]
    .filter((part) => part !== null)
    .join(', ')

export const duration = (seconds: number): string =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3600
      ? `${Math.round(seconds / 60)} min`
      : `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`

export async function caseEventEntries(read: Knex, events: readonly CaseEvent[]): Promise<TimelineEntry[]> {
  const people = await personBriefs(
    read,
    events.map((e) => e.authorId),
  )
  return events.map((event) => ({
    id: `event:${event.id}`,
    kind: event.kind === 'note' || event.kind === 'moved' || event.kind === 'by-hand' ? event.kind : 'change',
    at: event.at,
    heading: event.heading,
    body: event.body,
    author: event.authorId === null ? null : (people.get(event.authorId) ?? null),
    contactId: event.contactId,
    threadId: null,
    rule: null,
    ...(event.loggedAt !== null && isLoggedLate(event.at, event.loggedAt)
      ? { loggedAt: event.loggedAt }
      : {}),
    recording: null,
    pictures: [],
    actions: { move: false, undo: false },
  }))
}

export async function followUpEntries(read: Knex, followUps: readonly FollowUp[]): Promise<TimelineEntry[]> {
  const people = await personBriefs(
    read,
    followUps.map((f) => f.ownerId),
  )
  return followUps.map((f) => ({
    id: `follow-up:${f.id}`,
    kind: 'follow-up',
    at: f.doneAt ?? f.createdAt,
    heading: f.doneAt === null ? 'Promised' : 'Done',
    body: f.what,
    author: f.ownerId === null ? null : (people.get(f.ownerId) ?? null),
    contactId: null,
    threadId: null,
    rule: null,
    recording: null,
    pictures: [],
    actions: { move: false, undo: false },
  }))
}

export const newestFirst = (entries: TimelineEntry[]): TimelineEntry[] =>
  entries.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))

export function grouped<Row, Out>(
  rows: readonly Row[],
  key: (row: Row) => string,
  out: (row: Row) => Out,
): Map<string, Out[]> {
  const groups = new Map<string, Out[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(out(row))
    else groups.set(key(row), [out(row)])
  }
  return groups
}
