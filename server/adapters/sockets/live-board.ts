/**
 * The board for those who watch it: changes are gathered and sent at most four times a second, and only while
 * somebody watches. Each message carries the whole small snapshot of tiles, queues and people; the callers only when
 * they changed. A new watcher gets the whole board with the next message.
 */
import type { ConsoleEvent } from '../../contract/console-events.ts'
import type { LiveView } from '../../contract/views.ts'

export const gatherMs = 250

export interface LiveBoardDeps {
  view: () => Promise<LiveView>
  watchers: () => number
  publish: (event: ConsoleEvent) => void
  whenFailed: (error: unknown) => void
}

type LiveEvent = Extract<ConsoleEvent, { type: 'live' }>

/** What of the board changed since it was last sent, or null when nothing a watcher could see did. */
export const changeOf = (before: LiveView | null, now: LiveView): LiveEvent | null => {
  const { version, asOf, tiles, queues, people } = now
  const isSame = (part: 'tiles' | 'queues' | 'people' | 'callers') =>
    before !== null && JSON.stringify(before[part]) === JSON.stringify(now[part])
  const callersSame = isSame('callers')
  if (callersSame && isSame('tiles') && isSame('queues') && isSame('people')) return null
  return { type: 'live', version, asOf, tiles, queues, people, callers: callersSame ? null : now.callers }
}

export const createLiveBoard = (deps: LiveBoardDeps) => {
  let sent: LiveView | null = null
  let timer: NodeJS.Timeout | null = null
  let isBusy = false
  let isStale = false

  const flush = async (): Promise<void> => {
    timer = null
    if (deps.watchers() === 0) {
      sent = null
      return
    }
    if (isBusy) {
      isStale = true
      return
    }
    isBusy = true
    isStale = false
    try {
      const now = await deps.view()
      const change = changeOf(sent, now)
      sent = now
      if (change !== null) deps.publish(change)
    } catch (error) {
      sent = null
      deps.whenFailed(error)
    } finally {
      isBusy = false
    }
    if (isStale) schedule()
  }
  const schedule = () => {
    if (deps.watchers() === 0) return
    timer ??= setTimeout(() => void flush(), gatherMs).unref()
  }

  return {
    /** Something the board shows may have changed. */
    touch: schedule,
    /** Somebody started to watch: the next message carries everything. */
    welcome: () => {
      sent = null
      schedule()
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
export type LiveBoard = ReturnType<typeof createLiveBoard>
