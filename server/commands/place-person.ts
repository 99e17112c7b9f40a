/** A supervisor puts a person on a queue or takes them off it, until a time; see domain/placement.ts. */
import type { Refused } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import { permissionsOf } from '../domain/permissions.ts'
import {
  endPlacement,
  isPlacementDue,
  type Placement,
  type PlacementEnd,
  type PlacementUntil,
  type PlacementWay,
  placementUntil,
  whyProblem,
} from '../domain/placement.ts'
import type { Env, Stores } from './ports.ts'

/** One that holds already for this person and queue is replaced. A call in hand, or one that rings, goes on. */
export async function placePerson(
  stores: Stores,
  env: Env,
  input: PlacementUntil & {
    personId: string
    queueId: string
    way: PlacementWay
    why: string
    byId: string
    /** The placement that held when they chose: of two who choose at once the second is told of the first. */
    seen: string | null
  },
): Promise<{ placementId: string } | Refused> {
  const { personId, queueId, way, byId } = input
  const queue = (await stores.queues.all()).find(({ id }) => id === queueId)
  if (!queue || !(await mayTakeCalls(stores, personId))) return { refused: 'not-found' }
  const chosen = placementUntil(input, env.now)
  const why = whyProblem(input.why)
  const fields = [
    ...('wrong' in chosen ? [{ field: 'time', words: chosen.wrong }] : []),
    ...(why === null ? [] : [{ field: 'why', words: why }]),
  ]
  if ('wrong' in chosen || fields.length > 0) return { refused: 'bad-settings', fields }
  const before = (await stores.placements.open()).find(
    (each) => each.personId === personId && each.queueId === queueId,
  )
  if ((before?.id ?? null) !== input.seen) {
    const by = before === undefined ? null : await stores.people.find(before.byId)
    return {
      refused: 'placement-changed',
      ...(by === null
        ? {}
        : { detail: `${by.name} was quicker: ${queue.name} has changed. Look, and save again if it must.` }),
    }
  }
  const events = before === undefined ? [] : [await end(stores, before, 'replaced', byId, env)]
  const placement: Placement = {
    id: env.ids.next(),
    personId,
    queueId,
    way,
    why: input.why.trim(),
    byId,
    since: env.now,
    until: chosen.until,
    endedAt: null,
    endedBy: null,
    endedBecause: null,
  }
  await stores.placements.insert(placement)
  events.push({
    type: 'person.placed',
    placementId: placement.id,
    personId,
    queueId,
    way,
    until: placement.until,
    byId,
  })
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { placementId: placement.id }
}

/** Skills are the rule again for this person and queue, at once. */
export async function takePlacementBack(
  stores: Stores,
  env: Env,
  input: { placementId: string; byId: string },
): Promise<{ personId: string } | Refused> {
  const placement = await stores.placements.find(input.placementId)
  if (!placement) return { refused: 'not-found' }
  if (placement.endedAt !== null) return { refused: 'placement-over' }
  const over = await end(stores, placement, 'taken-back', input.byId, env)
  await stores.events.append([over], { actor: env.actor, at: env.now })
  return { personId: placement.personId }
}

/** Those whose time has come, or whose person or queue is gone. */
export async function tendPlacements(stores: Stores, env: Env): Promise<number> {
  const events: DomainEvent[] = []
  const open = await stores.placements.open()
  const queues = open.length === 0 ? [] : await stores.queues.all()
  for (const placement of open) {
    const because = isPlacementDue(placement, env.now)
      ? 'time'
      : !queues.some(({ id }) => id === placement.queueId)
        ? 'queue-gone'
        : (await mayTakeCalls(stores, placement.personId))
          ? null
          : 'left'
    if (because !== null) events.push(await end(stores, placement, because, null, env))
  }
  if (events.length > 0) await stores.events.append(events, { actor: env.actor, at: env.now })
  return events.length
}

async function end(
  stores: Stores,
  placement: Placement,
  because: PlacementEnd,
  by: string | null,
  env: Env,
): Promise<DomainEvent> {
  await stores.placements.save(endPlacement(placement, because, by, env.now))
  const { id, personId, queueId, way } = placement
  return { type: 'person.placement-ended', placementId: id, personId, queueId, way, because, byId: by }
}

const mayTakeCalls = async (stores: Stores, personId: string): Promise<boolean> =>
  (await stores.people.find(personId))?.leftAt === null &&
  permissionsOf(await stores.people.rolesOf(personId)).includes('take-calls')
