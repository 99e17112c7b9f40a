/**
 * What this console shows, told to the server, which sends news of nothing else. The topics are the queries that
 * somebody looks at. A query that is new on the screen is asked only after the server has heard of it (or 300 ms), so
 * that nothing can happen between its answer and the first news of it; one that stood in the cache is asked again,
 * because nobody said what happened to it meanwhile.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { TopicKind } from '../../server/contract/topics.ts'

/** A page waits no longer than this for the socket before it asks anyway. */
const patienceMs = 300

const hasId = { contact: true, thread: true, case: true, member: true } as const
const hasNone = {
  live: true,
  work: true,
  callbacks: true,
  cases: true,
  members: true,
  admin: true,
  alerts: true,
  openings: true,
} as const
const kinds: Record<TopicKind, true> = { ...hasId, ...hasNone }

/** The topic of a query, or null when the socket has no news of it. A filtered list is the topic of its whole kind. */
export const topicOf = ([kind, id]: readonly unknown[]): string | null => {
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) return null
  if (!Object.hasOwn(hasId, kind)) return kind
  return typeof id === 'string' && id !== '' ? `${kind}:${id}` : null
}
/** The queries of a topic, as a key to invalidate. */
export const keyOf = (topic: string): string[] => {
  const at = topic.indexOf(':')
  return at < 0 ? [topic] : [topic.slice(0, at), topic.slice(at + 1)]
}

export interface ShownDeps {
  cache: QueryClient
  /** Resolves when the server has heard; rejects when it has not. */
  say: (topics: string[]) => Promise<unknown>
  /** The server sends news of these from now on. */
  whenJoined: (topics: string[]) => void
  /** Asks again. */
  refresh: (topic: string) => void
  isConnected: () => boolean
}
export type Shown = ReturnType<typeof createShown>

export const createShown = ({ cache, say, whenJoined, refresh, isConnected }: ShownDeps) => {
  let told = new Set<string>()
  const joining = new Map<string, Promise<void>>()
  let isCovered = false
  let isDue = false
  let retry: ReturnType<typeof setTimeout> | null = null

  const topicsNow = (): Set<string> => {
    if (isCovered) return new Set()
    const active = cache.getQueryCache().findAll({ type: 'active' })
    return new Set(active.map(({ queryKey }) => topicOf(queryKey)).filter((topic) => topic !== null))
  }
  const queriesOf = (topic: string) =>
    cache.getQueryCache().findAll({ queryKey: keyOf(topic), type: 'active' })

  const tell = async (): Promise<void> => {
    isDue = false
    if (!isConnected()) return
    const now = topicsNow()
    const fresh = [...now].filter((topic) => !told.has(topic))
    if (fresh.length === 0 && now.size === told.size) return
    told = now
    const saidAt = Date.now()
    const heard = say([...now])
    const settled = heard.then(
      () => undefined,
      () => undefined,
    )
    for (const topic of fresh) joining.set(topic, settled)
    try {
      await heard
      whenJoined(fresh)
      const wasSlow = Date.now() - saidAt >= patienceMs
      for (const topic of fresh)
        if (wasSlow || queriesOf(topic).some(({ state }) => state.fetchStatus === 'idle' && state.data))
          refresh(topic)
    } catch {
      told = new Set()
      retry ??= setTimeout(() => {
        retry = null
        void tell()
      }, 1_000)
    } finally {
      for (const topic of fresh) if (joining.get(topic) === settled) joining.delete(topic)
    }
  }
  /** Whatever one page puts on the screen is said in one breath. */
  const soon = (): void => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => void tell())
  }
  const unfollow = cache.getQueryCache().subscribe(({ type }) => {
    if (type === 'observerAdded' || type === 'observerRemoved' || type === 'observerOptionsUpdated') soon()
  })

  const shown = {
    /** A new connection knows nothing yet. Resolves when it has been told everything. */
    retell: async (): Promise<void> => {
      told = new Set()
      await tell()
    },
    /** Nobody can see this page, or somebody can again. */
    cover: (covered: boolean): Promise<void> => {
      isCovered = covered
      return tell()
    },
    /** Resolves when the server sends news of that query, or it is not worth waiting any longer. */
    whenShown: async (queryKey: readonly unknown[]): Promise<void> => {
      const topic = topicOf(queryKey)
      if (topic === null) return
      // Its observer has just been added; what that caused comes first.
      await Promise.resolve()
      const heard = joining.get(topic)
      if (heard === undefined) return
      let patience: ReturnType<typeof setTimeout> | undefined
      const enough = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, patienceMs)
      })
      await Promise.race([heard, enough])
      clearTimeout(patience)
    },
    stop: (): void => {
      unfollow()
      if (retry !== null) clearTimeout(retry)
      if (current === shown) current = null
    },
  }
  current = shown
  return shown
}

let current: { whenShown: (queryKey: readonly unknown[]) => Promise<void> } | null = null
/** Of the console that is running; before one does, nobody has to wait. */
export const whenShown = (queryKey: readonly unknown[]): Promise<void> =>
  current === null ? Promise.resolve() : current.whenShown(queryKey)
