import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { ListensView, RecordingAccessView } from '../contract/recording-views.ts'
import type { Permission } from '../contract/words.ts'
import { keptDays, keptUntil, whyNotListen } from '../domain/recording-access.ts'
import type { Contact, LoggedEvent, Recording } from '../domain/records.ts'
import { readTranscript } from '../domain/transcript.ts'
import { personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

export interface Viewer {
  id: string
  permissions: readonly Permission[]
}

/** A recording with what decides who may listen to it. Null when it is not known. */
export async function recordingFor(
  { read, clock }: ViewDeps,
  id: string,
  me: Viewer,
): Promise<{
  recording: Recording
  contact: Contact
  keepDays: number
  refusal: ReturnType<typeof whyNotListen>
} | null> {
  const row: unknown = await selectFrom(read, tables.recordings).where({ id }).first()
  if (!row) return null
  const recording = tables.recordings.decode(row)
  const contactRow: unknown = await selectFrom(read, tables.contacts)
    .where({ id: recording.contactId })
    .first()
  if (!contactRow) return null
  const contact = tables.contacts.decode(contactRow)
  const guests: { person_id: string }[] = await read('guests')
    .where({ contact_id: contact.id })
    .whereNotNull('joined_at')
    .whereNotNull('person_id')
    .select('person_id')
  const handedOver: { person_id: string }[] = await read('contact_parts')
    .where({ contact_id: contact.id })
    .select('person_id')
  const owner: { owner_id: string | null } | undefined =
    contact.caseId === null ? undefined : await read('cases').where({ id: contact.caseId }).first('owner_id')
  const line: { keep_days: number } | undefined = await read('lines')
    .where({ id: contact.lineId })
    .first('keep_days')
  const keepDays = line?.keep_days ?? keptDays
  const refusal = whyNotListen({
    me,
    recording,
    contact,
    guestIds: [...guests, ...handedOver].map((one) => one.person_id),
    caseOwnerId: owner?.owner_id ?? null,
    keepDays,
    now: clock.now(),
  })
  return { recording, contact, keepDays, refusal }
}

/** Whether this person may listen, until when it is kept, and who has listened. */
export async function recordingAccessView(
  deps: ViewDeps,
  id: string,
  me: Viewer,
): Promise<RecordingAccessView | null> {
  const found = await recordingFor(deps, id, me)
  if (!found) return null
  const rows: unknown[] = await selectFrom(deps.read, tables.eventLog)
    .where({ type: 'recording.listened', contact_id: found.contact.id })
    .orderBy('seq', 'desc')
  const listens = rows
    .map((row) => tables.eventLog.decode(row))
    .filter((event) => event.data['recordingId'] === id)
  const people = await personBriefs(deps.read, listens.map(listener))
  return {
    id,
    listen: found.refusal === null ? { allowed: true } : when(false, found.refusal),
    keptUntil: keptUntil(found.recording, found.keepDays),
    transcript: found.refusal === null ? readTranscript(found.recording, deps.clock.now()) : null,
    listens: listens.map((event) => ({
      by: people.get(listener(event) ?? '')?.name ?? 'Somebody',
      at: event.at,
    })),
  }
}

/**
 * Who listened to which call, newest first: all of it for the agents' rep and whoever watches the work, an agent's own
 * calls for the agent. No member is named.
 */
export async function listensView({ read }: ViewDeps, me: Viewer): Promise<ListensView> {
  const isAll = me.permissions.includes('watch-live')
  const rows: unknown[] = await selectFrom(read, tables.eventLog)
    .where({ type: 'recording.listened' })
    .modify((query) => {
      if (!isAll) query.whereIn('contact_id', read('contacts').where({ agent_id: me.id }).select('id'))
    })
    .orderBy('seq', 'desc')
    .limit(200)
  const events = rows.map((row) => tables.eventLog.decode(row))
  const contacts: { id: string; agent_id: string | null; started_at: string }[] = await read('contacts')
    .whereIn('id', [...new Set(events.map((event) => event.contactId ?? ''))])
    .select('id', 'agent_id', 'started_at')
  const byId = new Map(contacts.map((contact) => [contact.id, contact]))
  const people = await personBriefs(read, [...events.map(listener), ...contacts.map((c) => c.agent_id)])
  return {
    isAll,
    items: events.map((event) => {
      const contact = byId.get(event.contactId ?? '')
      const agentId = contact?.agent_id ?? null
      return {
        id: String(event.seq),
        by: people.get(listener(event) ?? '')?.name ?? 'Somebody',
        at: event.at,
        agent: agentId === null ? null : (people.get(agentId)?.name ?? null),
        callAt: contact?.started_at ?? event.at,
      }
    }),
  }
}

const listener = (event: LoggedEvent): string | null =>
  typeof event.data['personId'] === 'string' ? event.data['personId'] : null
