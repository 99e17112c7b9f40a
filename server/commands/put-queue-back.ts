/** An earlier state of a queue, a queue that was deleted, or an earlier order, taken from the log and checked like anything new. */
import type { Refused } from '../contract/refusals.ts'
import { defaultAlertLimits } from '../domain/alerts.ts'
import type { QueueSettings } from '../domain/line-checks.ts'
import type { LoggedEvent } from '../domain/records.ts'
import { changeQueue, orderQueues, queueProblemsNow, tidyQueue } from './change-queues.ts'
import type { Env, Stores } from './ports.ts'

/** Each is a change of its own, so it can be put back too. */
export async function putQueueBack(
  stores: Stores,
  env: Env,
  input: { seq: number; side: 'before' | 'after' },
): Promise<{ done: true } | Refused> {
  const logged = await stores.events.find(input.seq)
  const result = logged === null ? null : await putBack(stores, env, logged, input.side)
  if (result === null) return { refused: 'not-found' }
  return 'refused' in result ? result : { done: true }
}

// The log outlives versions of this code, and is read as what its type says it was.
type Logged = { queueId: string; before: QueueSettings; after: QueueSettings }

async function putBack(stores: Stores, env: Env, logged: LoggedEvent, side: 'before' | 'after') {
  switch (logged.type) {
    case 'queue.changed': {
      const { queueId, [side]: wanted } = logged.data as Logged
      const queue = await stores.queues.find(queueId)
      return queue === null || queue.removedAt !== null
        ? { refused: 'not-found' as const }
        : changeQueue(stores, env, { queueId, version: queue.version, queue: withLimits(wanted) })
    }
    case 'queue.removed':
      return side === 'before' ? restore(stores, env, (logged.data as Logged).queueId) : null
    case 'queue.ordered': {
      const { before, queueIds } = logged.data as { before: string[]; queueIds: string[] }
      const now = (await stores.queues.all()).map(({ id }) => id)
      const wanted = (side === 'before' ? before : queueIds).filter((id) => now.includes(id))
      // Queues that were added since stay behind the others.
      return orderQueues(stores, env, { queueIds: [...new Set([...wanted, ...now])] })
    }
    default:
      return null
  }
}

/** Queues had no limits once. */
const withLimits = (queue: QueueSettings): QueueSettings => ({
  ...queue,
  skillLevels: queue.skillLevels ?? {},
  maxWaiting: queue.maxWaiting ?? null,
  maxWaitSeconds: queue.maxWaitSeconds ?? null,
  alertLimits: queue.alertLimits ?? defaultAlertLimits,
})

/** In use again as it was, at the end of the order. */
async function restore(stores: Stores, env: Env, queueId: string): Promise<{ queueId: string } | Refused> {
  const queue = await stores.queues.find(queueId)
  if (queue === null) return { refused: 'not-found' }
  if (queue.removedAt === null) return { queueId }
  const others = await stores.queues.all()
  const fields = await queueProblemsNow(stores, queue, others)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const position = Math.max(0, ...others.map((one) => one.position)) + 1
  if (!(await stores.queues.save({ ...queue, version: queue.version + 1, removedAt: null, position })))
    return { refused: 'stale-version' }
  await stores.events.append([{ type: 'queue.restored', queueId, after: tidyQueue(queue) }], {
    actor: env.actor,
    at: env.now,
  })
  return { queueId }
}
