import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { DestinationsView } from '../contract/phone-views.ts'
import { availabilityWords } from '../contract/words.ts'
import { languageName } from '../domain/person.ts'
import { isCallable } from '../domain/presence.ts'
import type { Presence } from '../domain/records.ts'
import { personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

/** To whom a call may be passed on, each with what they are doing now; whoever is free comes first (F32, F33). */
export async function destinationsView(
  { read }: ViewDeps,
  contactId: string,
  personId: string,
): Promise<DestinationsView | null> {
  const contact: { queue_id: string | null } | undefined = await read('contacts')
    .where({ id: contactId })
    .first('queue_id')
  if (!contact) return null
  const rows: unknown[] = await selectFrom(read, tables.presences)
  const presences = rows.map((row) => tables.presences.decode(row)).filter((p) => p.personId !== personId)
  const briefs = await personBriefs(
    read,
    presences.map((p) => p.personId),
  )
  const languages = await languagesOf(read)
  const people = presences.flatMap((presence) => {
    const brief = briefs.get(presence.personId)
    const speaks = languages.get(presence.personId)
    // Somebody who left is nobody to pass a call to.
    if (!brief || speaks === undefined) return []
    const words = [doing(presence), ...(speaks.length === 0 ? [] : [`speaks ${speaks.join(', ')}`])]
    return [{ ...brief, free: isCallable(presence), words: words.join(' · ') }]
  })
  people.sort((a, b) => Number(b.free) - Number(a.free) || a.name.localeCompare(b.name))
  const queueRows: { id: string; name: string }[] = await read('queues')
    .whereNull('removed_at')
    .orderBy('position')
    .select('id', 'name')
  const waiting: { queue_id: string; n: number | string }[] = await read('contacts')
    .where({ state: 'waiting' })
    .whereNull('ended_at')
    .groupBy('queue_id')
    .select('queue_id')
    .count({ n: '*' })
  const waits = new Map(waiting.map((row) => [row.queue_id, Number(row.n)]))
  return {
    people,
    queues: queueRows.map(({ id, name }) => {
      const n = waits.get(id) ?? 0
      return { id, name, isHere: id === contact.queue_id, words: n === 0 ? 'nobody waits' : `${n} waiting` }
    }),
  }
}

/** Of everybody who works here, besides English: a caller may need one of them. */
async function languagesOf(read: Knex): Promise<Map<string, string[]>> {
  const rows: unknown[] = await selectFrom(read, tables.people).whereNull('left_at')
  return new Map(
    rows
      .map((row) => tables.people.decode(row))
      .map(({ id, languages }) => [id, languages.map((code) => languageName(code) ?? code)]),
  )
}

function doing(presence: Presence): string {
  if (isCallable(presence)) return 'free'
  if (presence.occupancy === 'on-call') return 'on a call'
  if (presence.occupancy === 'ringing') return 'being rung'
  if (presence.occupancy === 'wrap-up') return 'after a call'
  if (presence.choice !== 'available') {
    return presence.choice === 'offline'
      ? 'not taking calls'
      : availabilityWords[presence.choice].toLowerCase()
  }
  return 'cannot be reached'
}
