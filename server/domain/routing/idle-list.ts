// Idle agents, longest idle first, as a linked list: taking one out of the middle costs nothing, and an agent who
// becomes free now goes straight to the end. Only news from the past (a restart, a reconciliation) walks backwards.

export type IdleList<T> = {
  readonly size: () => number
  readonly add: (item: T) => void
  readonly remove: (item: T) => void
  /** The first item that passes, longest idle first. */
  readonly find: (passes: (item: T) => boolean) => T | undefined
}

type Link<T> = { readonly item: T; previous: Link<T> | undefined; next: Link<T> | undefined }

/** before: strict order without ties. */
export const createIdleList = <T>(before: (a: T, b: T) => boolean): IdleList<T> => {
  const links = new Map<T, Link<T>>()
  let head: Link<T> | undefined
  let tail: Link<T> | undefined

  const remove = (item: T) => {
    const link = links.get(item)
    if (!link) return
    links.delete(item)
    if (link.previous) link.previous.next = link.next
    else head = link.next
    if (link.next) link.next.previous = link.previous
    else tail = link.previous
  }

  return {
    size: () => links.size,
    add: (item) => {
      remove(item)
      let previous = tail
      while (previous && before(item, previous.item)) previous = previous.previous
      const link: Link<T> = { item, previous, next: previous ? previous.next : head }
      if (link.previous) link.previous.next = link
      else head = link
      if (link.next) link.next.previous = link
      else tail = link
      links.set(item, link)
    },
    remove,
    find: (passes) => {
      for (let link = head; link; link = link.next) if (passes(link.item)) return link.item
      return undefined
    },
  }
}
