/** Queues, changed by an administrator: name, skills, promise and order. One that somebody is in stays. */
import type { Refused } from '../contract/refusals.ts'
import { sameSettings } from '../domain/line-changes.ts'
import { type QueueSettings, queueInUse, queueProblems } from '../domain/line-checks.ts'
import type { Queue } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

export async function addQueue(
  stores: Stores,
  env: Env,
  input: QueueSettings,
): Promise<{ queueId: string } | Refused> {
  const queues = await stores.queues.all()
  const fields = await queueProblemsNow(stores, input, queues)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const id = env.ids.next()
  // Menus and Twilio know it by its key, which never changes; the name may.
  const key = `queue-${id.toLowerCase()}`
  const queue: Queue = {
    id,
    key,
    ...tidyQueue(input),
    position: Math.max(0, ...queues.map(({ position }) => position)) + 1,
    twilioQueueName: key,
    version: 1,
    removedAt: null,
  }
  await stores.queues.insert(queue)
  await stores.events.append([{ type: 'queue.added', queueId: id, after: tidyQueue(input) }], {
    actor: env.actor,
    at: env.now,
  })
  return { queueId: id }
}

export async function changeQueue(
  stores: Stores,
  env: Env,
  input: { queueId: string; version: number; queue: QueueSettings },
): Promise<{ queueId: string } | Refused> {
  const queues = await stores.queues.all()
  const queue = queues.find(({ id }) => id === input.queueId)
  if (!queue) return { refused: 'not-found' }
  const fields = await queueProblemsNow(
    stores,
    input.queue,
    queues.filter(({ id }) => id !== queue.id),
  )
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (queue.version !== input.version) return { refused: 'stale-version' }
  const after = tidyQueue(input.queue)
  if (sameSettings(tidyQueue(queue), after)) return { queueId: queue.id }
  if (!(await stores.queues.save({ ...queue, ...after, version: queue.version + 1 })))
    return { refused: 'stale-version' }
  await stores.events.append(
    [{ type: 'queue.changed', queueId: queue.id, before: tidyQueue(queue), after }],
    {
      actor: env.actor,
      at: env.now,
    },
  )
  return { queueId: queue.id }
}

export async function removeQueue(
  stores: Stores,
  env: Env,
  input: { queueId: string },
): Promise<{ queueId: string } | Refused> {
  const queues = await stores.queues.all()
  const queue = queues.find(({ id }) => id === input.queueId)
  if (!queue) return { refused: 'not-found' }
  const live = await stores.contacts.liveVoice()
  const why = queueInUse(queue, {
    callers: live.filter(
      ({ queueId, result, callbackId }) => queueId === queue.id && result === null && callbackId === null,
    ).length,
    callbacks: await stores.callbacks.openInQueue(queue.id),
    queues: queues.length,
    lines: await stores.lines.all(),
  })
  if (why.length > 0)
    return { refused: 'queue-in-use', fields: why.map((words) => ({ field: 'queue', words })) }
  if (!(await stores.queues.save({ ...queue, version: queue.version + 1, removedAt: env.now })))
    return { refused: 'stale-version' }
  await stores.events.append([{ type: 'queue.removed', queueId: queue.id, before: tidyQueue(queue) }], {
    actor: env.actor,
    at: env.now,
  })
  return { queueId: queue.id }
}

/** The order on every screen; all queues, each once. Somebody added or removed one meanwhile: refused. */
export async function orderQueues(
  stores: Stores,
  env: Env,
  input: { queueIds: string[] },
): Promise<{ queueIds: string[] } | Refused> {
  const queues = await stores.queues.all()
  const before = queues.map(({ id }) => id)
  if (before.toSorted().join() !== input.queueIds.toSorted().join()) return { refused: 'stale-version' }
  for (const queue of queues) {
    const position = input.queueIds.indexOf(queue.id) + 1
    if (queue.position === position) continue
    if (!(await stores.queues.save({ ...queue, position, version: queue.version + 1 })))
      return { refused: 'stale-version' }
  }
  await stores.events.append([{ type: 'queue.ordered', queueIds: input.queueIds, before }], {
    actor: env.actor,
    at: env.now,
  })
  return { queueIds: input.queueIds }
}

/** What is wrong with a queue that would be among these others, in words. */
export const queueProblemsNow = async (stores: Stores, queue: QueueSettings, others: readonly Queue[]) => {
  const skills = await stores.people.knownSkills()
  return queueProblems(queue, { others, skills }).map((one) => ({ ...one }))
}

/** One spelling for one state. */
export const tidyQueue = ({
  name,
  skills,
  skillLevels,
  promisePercent,
  promiseSeconds,
  maxWaiting,
  maxWaitSeconds,
  alertLimits,
}: QueueSettings): QueueSettings => ({
  name: name.trim(),
  skills: [...new Set(skills)],
  // Level 1 is what is meant where nothing is said.
  skillLevels: Object.fromEntries(
    Object.entries(skillLevels).filter(([skill, level]) => skills.includes(skill) && level > 1),
  ),
  promisePercent,
  promiseSeconds,
  maxWaiting,
  maxWaitSeconds,
  alertLimits,
})
