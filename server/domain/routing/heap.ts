// A binary heap of waiting calls. Calls that left are not searched for: they are dropped when they reach the top.

export type Heap<T> = {
  readonly push: (item: T) => void
  /** The first live item, or undefined; dead ones on the way are dropped for good. */
  readonly peek: () => T | undefined
  /** Takes the item that peek() returns. */
  readonly pop: () => T | undefined
}

/** before: strict order without ties. isLive: false for an item that may be dropped unseen. */
export const createHeap = <T>(before: (a: T, b: T) => boolean, isLive: (item: T) => boolean): Heap<T> => {
  const items: T[] = []

  const siftUp = (item: T) => {
    let at = items.length
    while (at > 0) {
      const parentAt = (at - 1) >> 1
      const parent = items[parentAt]
      if (parent === undefined || !before(item, parent)) break
      items[at] = parent
      at = parentAt
    }
    items[at] = item
  }

  const removeTop = () => {
    const last = items.pop()
    if (last === undefined || items.length === 0) return
    let at = 0
    for (;;) {
      const leftAt = at * 2 + 1
      const left = items[leftAt]
      if (left === undefined) break
      const right = items[leftAt + 1]
      const rightIsFirst = right !== undefined && before(right, left)
      const child = rightIsFirst ? right : left
      if (!before(child, last)) break
      items[at] = child
      at = rightIsFirst ? leftAt + 1 : leftAt
    }
    items[at] = last
  }

  const peek = () => {
    for (;;) {
      const top = items[0]
      if (top === undefined || isLive(top)) return top
      removeTop()
    }
  }

  return {
    push: siftUp,
    peek,
    pop: () => {
      const top = peek()
      if (top !== undefined) removeTop()
      return top
    },
  }
}
