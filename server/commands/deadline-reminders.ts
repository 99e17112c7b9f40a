/** The task that reminds somebody of a legal date by hand: it moves with the date, ends with it, and comes back with it. */
import { daysBetween } from '../domain/deadlines/day.ts'
import { type Deadline, isLive } from '../domain/deadlines/deadline.ts'
import { remindersOf } from '../domain/deadlines/hand-date.ts'
import type { DomainEvent } from '../domain/events.ts'
import { dayIn } from '../domain/missed.ts'
import { addCaseFollowUp, refreshNextStep } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

export const usualRemindDays = 7

export async function addReminder(
  stores: Stores,
  env: Env,
  deadline: Deadline,
  { what, ownerId, remindDays }: { what: string; ownerId: string; remindDays: number },
): Promise<{ taskId: string; events: DomainEvent[] }> {
  const events = await addCaseFollowUp(stores, env, {
    caseId: deadline.caseId,
    what,
    ownerId,
    ...remindersOf(deadline.limitOn, { remindDays, now: env.now }),
  })
  return { taskId: taskOf(events), events }
}

/** The id of the follow-up that was just added. */
export const taskOf = ([event]: readonly DomainEvent[]): string => {
  if (event?.type !== 'follow-up.added') throw new Error('a follow-up was expected')
  return event.followUpId
}

/** After a change of the date, an end of it, or the end taken back. */
export async function tendReminder(
  stores: Stores,
  env: Env,
  before: Deadline,
  next: Deadline,
): Promise<void> {
  const task = next.taskId === null ? null : await stores.followUps.find(next.taskId)
  if (task === null) return
  const isBack = !isLive(before) && isLive(next)
  const isMoved = before.limitOn !== next.limitOn
  if (!isLive(next)) await stores.followUps.save({ ...task, doneAt: task.doneAt ?? env.now })
  else if (isBack || isMoved) {
    const remindDays =
      task.remindAt === null ? 1 : daysBetween(dayIn('Europe/London', task.remindAt), before.limitOn)
    await stores.followUps.save({
      ...task,
      ...remindersOf(next.limitOn, { remindDays, now: env.now }),
      firstDueAt: task.firstDueAt ?? (isMoved ? task.dueAt : null),
      doneAt: null,
    })
  } else return
  await refreshNextStep(stores, env, next.caseId)
}

/** The task of a letter that waits to be sent is done with it. */
export async function endTask(
  stores: Stores,
  env: Env,
  { caseId, taskId }: { caseId: string; taskId: string },
) {
  const task = await stores.followUps.find(taskId)
  if (task?.doneAt !== null) return
  await stores.followUps.save({ ...task, doneAt: env.now })
  await refreshNextStep(stores, env, caseId)
}
