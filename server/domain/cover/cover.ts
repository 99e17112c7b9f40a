/**
 * Reps, stewards and officials at their places, as a tree, and who covers a workplace on a day (F91).
 *
 *   union ─► region ─► branch ─► workplace          every post stands at one place of the tree
 *
 *   post    stands (from, until or open-ended) ──last day──► over        stands ── taken off ──► ended
 *   absence away (from, until) ── back sooner ──► ended                  each may name another post that covers
 *
 * Who covers a workplace on a day: the posts at the nearest level at which anybody is there, workplace first, then its
 * branch, then its region. Somebody who is away is covered by whom they named, if that one is there. Nobody of a level:
 * the next one up, and the screen says so. Days are of the calendar in London, both ends included.
 * Elsewhere: rep directory, stewards' list, deputising.
 */
import { type Day, isDay } from '../deadlines/day.ts'
import type { Instant } from '../records.ts'

export const postLevels = ['workplace', 'branch', 'region'] as const
export type PostLevel = (typeof postLevels)[number]
export const postRoles = [
  'steward',
  'rep',
  'safety-rep',
  'equality-rep',
  'learning-rep',
  'branch-secretary',
  'branch-chair',
  'organiser',
  'regional-official',
] as const
export type PostRole = (typeof postRoles)[number]

export interface Post {
  id: string
  version: number
  level: PostLevel
  /** At level region only. */
  region: string | null
  /** At level branch and workplace. */
  branchId: string | null
  /** At level workplace only. */
  workplaceId: string | null
  role: PostRole
  name: string
  /** E.164 */
  number: string | null
  email: string | null
  /** Whoever signs in here with that email, so that leads find them. */
  personId: string | null
  fromDay: Day
  untilDay: Day | null
  addedBy: string
  addedAt: Instant
  endedBy: string | null
  endedAt: Instant | null
}
export interface Absence {
  id: string
  postId: string
  fromDay: Day
  untilDay: Day
  /** Another post. */
  coverId: string | null
  notedBy: string
  notedAt: Instant
  /** Back sooner. */
  endedAt: Instant | null
}

export interface CoverPost {
  id: string
  level: PostLevel
  role: PostRole
  name: string
  number: string | null
  email: string | null
  personId: string | null
}
/** A post that stands today; `awayUntil`: its absence today, `cover`: whom it named, if that one stands and is there. */
export interface PostToday extends CoverPost {
  awayUntil: Day | null
  cover: CoverPost | null
}
export interface Covering {
  post: CoverPost
  /** Whose absence they cover; null: their own place. */
  insteadOf: { name: string; role: PostRole; awayUntil: Day } | null
}
export interface Cover {
  /** Null: nobody, at no level. */
  level: PostLevel | null
  covering: Covering[]
  /** Away at that level or below, without anybody who covers. */
  away: { name: string; role: PostRole; awayUntil: Day }[]
}

/** `posts`: all that stand today at the workplace, its branch and its region. */
export function whoCovers(posts: readonly PostToday[]): Cover {
  const away: Cover['away'] = []
  for (const level of postLevels) {
    const here = posts
      .filter((one) => one.level === level)
      .toSorted((a, b) => postRoles.indexOf(a.role) - postRoles.indexOf(b.role) || (a.name < b.name ? -1 : 1))
    const covering = here.flatMap((one): Covering[] => {
      if (one.awayUntil === null) return [{ post: one, insteadOf: null }]
      const insteadOf = { name: one.name, role: one.role, awayUntil: one.awayUntil }
      if (one.cover !== null) return [{ post: one.cover, insteadOf }]
      away.push(insteadOf)
      return []
    })
    // Somebody who covers for a colleague at the same place is named once, with whom they cover for.
    const own = covering.filter(
      ({ post, insteadOf }) =>
        insteadOf !== null ||
        !covering.some((other) => other.insteadOf !== null && other.post.id === post.id),
    )
    if (own.length > 0) return { level, covering: own, away }
  }
  return { level: null, covering: [], away }
}

export type CoverTrouble = {
  field: 'name' | 'number' | 'fromDay' | 'untilDay' | 'place' | 'coverId'
  words: string
}

/** `number`: as read, null where nothing was typed, 'unreadable' where it is none. */
export const postTroubles = (wish: {
  name: string
  number: string | null
  fromDay: string
  untilDay: string | null
}): CoverTrouble[] => [
  ...(wish.name.trim() === '' ? [{ field: 'name' as const, words: 'Write who it is.' }] : []),
  ...(wish.number === 'unreadable'
    ? [{ field: 'number' as const, words: 'That does not read as a phone number.' }]
    : []),
  ...dayTroubles(wish),
]

export const dayTroubles = ({
  fromDay,
  untilDay,
}: {
  fromDay: string
  untilDay: string | null
}): CoverTrouble[] =>
  !isDay(fromDay)
    ? [{ field: 'fromDay', words: 'There is no such day.' }]
    : untilDay !== null && !isDay(untilDay)
      ? [{ field: 'untilDay', words: 'There is no such day.' }]
      : untilDay !== null && untilDay < fromDay
        ? [{ field: 'untilDay', words: 'It would end before it begins.' }]
        : []

/** Whether two stretches of days share one, both ends included. */
export const overlap = (
  one: { fromDay: Day; untilDay: Day },
  other: { fromDay: Day; untilDay: Day },
): boolean => one.fromDay <= other.untilDay && other.fromDay <= one.untilDay
