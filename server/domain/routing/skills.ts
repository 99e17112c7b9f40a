// Skill levels (F13) as the plain skill names that the router compares: level 3 in pay is written pay≥1, pay≥2, pay≥3,
// so that "at least" becomes "has". A need relaxes one level a minute and is dropped after level 1: nobody waits for
// a skill that is off shift.

/** Topic, employer, sector or language → level 1 (can) to 5 (expert). */
export type SkillLevels = Readonly<Record<string, number>>

export const relaxEveryMs = 60_000

/** What an agent has: every level up to their own. */
export const skillsHeld = (levels: SkillLevels): string[] =>
  Object.entries(levels).flatMap(([skill, level]) =>
    Array.from({ length: level }, (_, below) => levelName(skill, below + 1)),
  )

/** What a call needs after waiting that long (milliseconds): exactly 60 s is the first step. */
export const skillsNeeded = (levels: SkillLevels, waitedMs: number): string[] =>
  Object.entries(levels).flatMap(([skill, level]) => {
    const left = level - Math.floor(Math.max(0, waitedMs) / relaxEveryMs)
    return left >= 1 ? [levelName(skill, left)] : []
  })

/** How long (milliseconds since it began to wait) until the needs change next, or null when nothing is left to relax. */
export const nextRelaxation = (levels: SkillLevels, waitedMs: number): number | null =>
  skillsNeeded(levels, waitedMs).length === 0
    ? null
    : (Math.floor(Math.max(0, waitedMs) / relaxEveryMs) + 1) * relaxEveryMs

/** What a queue asks for at first: its skills, at level 1 where it names no level. */
export const levelsOf = (queue: {
  readonly skills: readonly string[]
  readonly skillLevels: SkillLevels
}): SkillLevels => Object.fromEntries(queue.skills.map((skill) => [skill, queue.skillLevels[skill] ?? 1]))

const levelName = (skill: string, level: number): string => `${skill}≥${level}`
