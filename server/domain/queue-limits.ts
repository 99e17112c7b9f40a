/**
 * What happens to somebody who waits in a queue, second by second (F13, F18): the same rules decide it and draw it on a
 * timeline for the administrator.
 *
 *   joins ──► people with the skills ──(a level less each minute)──► anybody ──► [longest wait] a callback is offered
 *     └ [full] a callback is offered at once
 *
 * The exit is never a busy tone and never a hang-up: a callback, or a message.
 */
import type { Queue } from './records.ts'
import { levelsOf, nextRelaxation, relaxEveryMs, type SkillLevels, skillsNeeded } from './routing/skills.ts'

type Limits = Pick<Queue, 'maxWaiting' | 'maxWaitSeconds'>

/** `waiting`: how many wait in it already. With as many as allowed the next is one too many. */
export const isFull = (queue: Limits, waiting: number): boolean =>
  queue.maxWaiting !== null && waiting >= queue.maxWaiting

/** Whether they have waited as long as the queue keeps anybody; the second itself counts. */
export const hasWaitedTooLong = (queue: Limits, waitingSince: string, now: string): boolean =>
  queue.maxWaitSeconds !== null && Date.parse(now) - Date.parse(waitingSince) >= queue.maxWaitSeconds * 1000

export interface TimelineStep {
  /** Seconds after joining. */
  readonly at: number
  readonly words: string
}

/** In order of time; what would come after the longest wait is left out. */
export function timelineOf(
  queue: Limits & { skills: readonly string[]; skillLevels: SkillLevels },
): TimelineStep[] {
  const levels = levelsOf(queue)
  const steps: TimelineStep[] = []
  for (let at: number | null = 0; at !== null; at = nextRelaxation(levels, at))
    steps.push({ at: at / 1000, words: whoRings(levels, at) })
  const end = queue.maxWaitSeconds
  return [
    ...(queue.maxWaiting === null
      ? []
      : [{ at: 0, words: `With ${queue.maxWaiting} waiting already: a callback or a message is offered.` }]),
    ...steps.filter(({ at }) => end === null || at < end),
    ...(end === null
      ? []
      : [{ at: end, words: 'A callback or a message is offered. Their place is kept for a callback.' }]),
  ]
}

function whoRings(levels: SkillLevels, waitedMs: number): string {
  if (skillsNeeded(levels, waitedMs).length === 0) return 'Rings whoever is free.'
  const relaxed = Math.floor(waitedMs / relaxEveryMs)
  const needs = Object.entries(levels)
    .filter(([, level]) => level > relaxed)
    .map(([skill, level]) => `${skill} from level ${level - relaxed}`)
  return `Rings people with ${needs.join(' and ')}.`
}
