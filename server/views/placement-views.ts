/** Who takes which queue, and whom a supervisor put on one or took off it. */
import { DateTime } from 'luxon'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonQueuesView, PlacedHere } from '../contract/placement-views.ts'
import { permissionsOf } from '../domain/permissions.ts'
import { type Placement, placementWords, takesQueue, untilWords } from '../domain/placement.ts'
import type { Queue } from '../domain/records.ts'
import { personBriefs } from './briefs.ts'
import { byId, idsOf, type ViewDeps } from './view-deps.ts'

const mostHistory = 20

/** Those that hold, of everybody or of one person. */
export async function openPlacements(
  { read }: Pick<ViewDeps, 'read'>,
  personId?: string,
): Promise<Placement[]> {
  const rows: unknown[] = await selectFrom(read, tables.placements)
    .whereNull('ended_at')
    .where(personId === undefined ? {} : { person_id: personId })
    .orderBy(['since', 'id'])
  return rows.map((row) => tables.placements.decode(row))
}

/** For the board. */
export async function placedHere(
  { read, clock }: ViewDeps,
  placements: readonly Placement[],
  queues: readonly Queue[],
): Promise<Map<string, PlacedHere[]>> {
  const names = await personBriefs(read, idsOf(placements.map(({ byId }) => byId)))
  const known = byId(queues)
  const found = new Map<string, PlacedHere[]>()
  for (const { id, personId, queueId, way, until, why, byId: by } of placements) {
    const queue = known.get(queueId)
    if (queue === undefined) continue
    const row = {
      id,
      queueId,
      queueName: queue.name,
      way,
      untilWords: untilWords(until, clock.now()),
      why,
      by: names.get(by)?.name ?? 'A supervisor',
    }
    found.set(personId, [...(found.get(personId) ?? []), row])
  }
  return found
}

/** For the person themselves: "Lorna Blake put you on Pay until 17:00: …" */
export async function myPlacements(
  deps: ViewDeps,
  personId: string,
): Promise<{ id: string; words: string }[]> {
  const open = await openPlacements(deps, personId)
  if (open.length === 0) return []
  const { read, clock } = deps
  const names = await personBriefs(read, idsOf(open.map(({ byId }) => byId)))
  const queues: { id: string; name: string }[] = await read('queues')
    .whereIn('id', idsOf(open.map(({ queueId }) => queueId)))
    .select('id', 'name')
  const queueNames = byId(queues)
  return open.map((placement) => ({
    id: placement.id,
    words: placementWords(placement, {
      by: placement.byId === personId ? null : (names.get(placement.byId)?.name ?? 'A supervisor'),
      queue: queueNames.get(placement.queueId)?.name ?? 'a queue',
      now: clock.now(),
    }),
  }))
}

/** What one person takes, why, and what was changed lately. Null: nobody who takes calls. */
export async function personQueuesView(deps: ViewDeps, personId: string): Promise<PersonQueuesView | null> {
  const { read, clock } = deps
  const person: { name: string } | undefined = await read('people')
    .where({ id: personId })
    .whereNull('left_at')
    .first('name')
  const roles: { role: string }[] = await read('person_roles').where({ person_id: personId }).select('role')
  if (!person || !permissionsOf(roles.map(({ role }) => role)).includes('take-calls')) return null
  const [queueRows, skillRows, rows]: [unknown[], { skill: string }[], unknown[]] = await Promise.all([
    selectFrom(read, tables.queues).orderBy('position'),
    read('person_skills').where({ person_id: personId }).select('skill'),
    selectFrom(read, tables.placements)
      .where({ person_id: personId })
      .orderBy([
        { column: 'since', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(mostHistory),
  ])
  const queues = queueRows.map((row) => tables.queues.decode(row))
  const skills = skillRows.map(({ skill }) => skill)
  const lately = rows.map((row) => tables.placements.decode(row))
  const open = new Map((await openPlacements(deps, personId)).map((each) => [each.queueId, each]))
  const names = await personBriefs(
    read,
    idsOf([...open.values(), ...lately].flatMap(({ byId, endedBy }) => [byId, endedBy])),
  )
  const nameOf = (id: string) => names.get(id)?.name ?? 'A supervisor'
  const queueNames = byId(queues)
  return {
    personId,
    name: person.name,
    queues: queues
      .filter(({ removedAt }) => removedAt === null)
      .map((queue) => {
        const placed = open.get(queue.id)
        const takes = takesQueue(skills, queue, placed?.way)
        return {
          id: queue.id,
          name: queue.name,
          takes,
          because: placed
            ? `${placed.way === 'on' ? 'Put on it' : 'Taken off it'} by ${nameOf(placed.byId)} ${untilWords(placed.until, clock.now())}: ${placed.why}`
            : takes
              ? 'By their skills'
              : 'Not by their skills, until somebody has waited some minutes',
          placementId: placed?.id ?? null,
        }
      }),
    history: lately.map((each) => ({
      id: each.id,
      at: each.since,
      words: historyWords(each, nameOf, queueNames.get(each.queueId)?.name ?? 'a queue'),
    })),
  }
}

const endWords = {
  time: () => 'Ended by itself',
  'taken-back': (by: string) => `Taken back by ${by}`,
  replaced: (by: string) => `Replaced by ${by}`,
  left: () => 'Ended: they take no calls any more',
  'queue-gone': () => 'Ended: the queue was removed',
} as const

function historyWords(each: Placement, nameOf: (id: string) => string, queue: string): string {
  const began = `${nameOf(each.byId)} ${each.way === 'on' ? 'put them on' : 'took them off'} ${queue} ${untilWords(each.until, each.since)}: ${each.why.replace(/[.\s]+$/, '')}.`
  if (each.endedAt === null || each.endedBecause === null) return began
  const at = DateTime.fromISO(each.endedAt, { zone: 'Europe/London' }).toFormat('HH:mm')
  return `${began} ${endWords[each.endedBecause](each.endedBy === null ? '' : nameOf(each.endedBy))} at ${at}.`
}
