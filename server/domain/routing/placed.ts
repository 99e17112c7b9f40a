// Who may take what, where a supervisor put somebody on a queue or took them off it (placement.ts). The router keeps
// comparing plain names and knows nothing of this: in a queue that somebody is placed in now, a call asks for one name,
// the queue and how far its needs have relaxed, and whoever may take it then holds that name. All other queues are
// asked for by skills as ever, so that the cost is there only where and while somebody is placed.
import { isLanguage } from '../member-needs.ts'
import type { PlacementWay } from '../placement.ts'
import { relaxEveryMs, type SkillLevels, skillsHeld, skillsNeeded } from './skills.ts'

export type PlacedNow = { readonly personId: string; readonly queueId: string; readonly way: PlacementWay }

export type Eligibility = {
  /** What a call of this queue asks for after waiting that long (milliseconds). */
  readonly needs: (queueId: string | null, levels: SkillLevels, waitedMs: number) => string[]
  /** What an agent holds. */
  readonly holds: (personId: string, levels: SkillLevels) => string[]
}

/** `levels`: what each of the queues that occur in `placed` asks for at first. */
export const eligibility = (
  placed: readonly PlacedNow[],
  levels: ReadonlyMap<string, SkillLevels>,
): Eligibility => {
  const queues = [...new Set(placed.map(({ queueId }) => queueId))].map((queueId) => ({
    queueId,
    steps: stepsOf(levels.get(queueId) ?? {}),
  }))
  const stepsIn = new Map(queues.map(({ queueId, steps }) => [queueId, steps]))
  const ways = new Map(placed.map(({ personId, queueId, way }) => [pair(personId, queueId), way]))
  return {
    needs: (queueId, own, waitedMs) => {
      const steps = queueId === null ? undefined : stepsIn.get(queueId)
      if (queueId === null || steps === undefined) return skillsNeeded(own, waitedMs)
      const step = Math.min(Math.floor(Math.max(0, waitedMs) / relaxEveryMs), steps.length - 1)
      return [stepName(queueId, step), ...skillsNeeded(ownOnly(own), waitedMs)]
    },
    holds: (personId, own) => {
      const held = skillsHeld(own)
      if (queues.length === 0) return held
      const has = new Set(held)
      const may = queues.flatMap(({ queueId, steps }) => {
        const way = ways.get(pair(personId, queueId))
        if (way === 'off') return []
        return steps.flatMap((needed, step) =>
          way === 'on' || needed.every((skill) => has.has(skill)) ? [stepName(queueId, step)] : [],
        )
      })
      return [...held, ...may]
    },
  }
}

/** What this call needs whatever its queue asks for: a language. */
const ownOnly = (own: SkillLevels): SkillLevels =>
  Object.fromEntries(Object.entries(own).filter(([skill]) => isLanguage(skill)))

/** What is needed at first, after one minute, after two …; the last step needs nothing. */
const stepsOf = (levels: SkillLevels): string[][] =>
  Array.from({ length: Math.max(0, ...Object.values(levels)) + 1 }, (_, minutes) =>
    skillsNeeded(levels, minutes * relaxEveryMs),
  )
/** A skill's name is followed by ≥, a step's by #: the two are never alike. */
const stepName = (queueId: string, step: number): string => `${queueId}#${step}`
const pair = (personId: string, queueId: string): string => `${personId} ${queueId}`
