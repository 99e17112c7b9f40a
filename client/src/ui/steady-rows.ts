/**
 * Lists that never move under a pointer or focus: while somebody is in the list, rows keep their place, new ones
 * wait behind "2 new", and rows that have gone stay dim until the list is left.
 */

export interface SteadyRow<T> {
  item: T
  isGone: boolean
}

/** The rows to draw while the list is held: the order of `shown`, the content of `now`. */
export const steadyRows = <T extends { id: string }>(
  shown: T[],
  now: T[],
): { rows: SteadyRow<T>[]; waiting: number } => {
  const fresh = new Map(now.map((item) => [item.id, item]))
  const known = new Set(shown.map(({ id }) => id))
  return {
    rows: shown.map((item) => ({ item: fresh.get(item.id) ?? item, isGone: !fresh.has(item.id) })),
    waiting: now.filter(({ id }) => !known.has(id)).length,
  }
}
