// Binary heaps of waiting calls. Calls that left are not searched for: they are dropped when they reach the top.

/** Only the data. The keys lie side by side, apart from their items, because looking at an item is waiting for memory. */
export type Heap<T> = { readonly keys: number[]; readonly items: T[] }

/**
 * What can be done with heaps of one kind of item; the smallest key is on top. `isFirst` decides between equal keys: a
 * strict order without ties. `isLive` is false for an item that may be dropped unseen.
 */
export const heapsOf = <T>(isFirst: (a: T, b: T) => boolean, isLive: (item: T) => boolean) => {
  const isBefore = (key: number, item: T, otherKey: number, other: T) =>
    key !== otherKey ? key < otherKey : isFirst(item, other)

  const removeTop = ({ keys, items }: Heap<T>) => {
    const last = items.pop()
    const lastKey = keys.pop()
    if (last === undefined || lastKey === undefined || items.length === 0) return
    let at = 0
    for (;;) {
      const leftAt = at * 2 + 1
      const left = items[leftAt]
      const leftKey = keys[leftAt]
      if (left === undefined || leftKey === undefined) break
      const right = items[leftAt + 1]
      const rightKey = keys[leftAt + 1]
      const rightIsFirst =
        right !== undefined && rightKey !== undefined && isBefore(rightKey, right, leftKey, left)
      const child = rightIsFirst ? right : left
      const childKey = rightIsFirst ? rightKey : leftKey
      if (!isBefore(childKey, child, lastKey, last)) break
      items[at] = child
      keys[at] = childKey
      at = rightIsFirst ? leftAt + 1 : leftAt
    }
    items[at] = last
    keys[at] = lastKey
  }

  /** The first live item, or undefined; dead ones on the way are dropped for good. */
  const peek = (heap: Heap<T>): T | undefined => {
    for (;;) {
      const top = heap.items[0]
      if (top === undefined || isLive(top)) return top
      removeTop(heap)
    }
  }

  return {
    empty: (): Heap<T> => ({ keys: [], items: [] }),
    push: ({ keys, items }: Heap<T>, key: number, item: T) => {
      let at = items.length
      while (at > 0) {
        const parentAt = (at - 1) >> 1
        const parent = items[parentAt]
        const parentKey = keys[parentAt]
        if (parent === undefined || parentKey === undefined || !isBefore(key, item, parentKey, parent)) break
        items[at] = parent
        keys[at] = parentKey
        at = parentAt
      }
      items[at] = item
      keys[at] = key
    },
    peek,
    /** The key of what peek() returns, infinity when there is nothing. */
    smallestKey: (heap: Heap<T>): number =>
      peek(heap) === undefined ? Number.POSITIVE_INFINITY : (heap.keys[0] ?? Number.POSITIVE_INFINITY),
    /** Takes what peek() returns. */
    pop: (heap: Heap<T>): T | undefined => {
      const top = peek(heap)
      if (top !== undefined) removeTop(heap)
      return top
    },
  }
}
