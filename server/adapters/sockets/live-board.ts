/**
 * The board, read once for all who look at it. While somebody shows it, it is read again when something happened, at
 * most four times a second, and what changed is sent with the next number; when nothing did, every two seconds that it
 * was read (a screen that hears neither is old). Nobody watching, nothing is read. Every
 * answer of `GET /api/live` is a reading in the same numbering, so that the changes after it fit it exactly.
 *
 *   touch ─► pace ─► read ─► changes since the last reading ─► number + 1 ─► room `live`
 *   GET   ─────────► read ─┘                                         └─────► the answer
 */
import { type Board, type BoardChange, boardChange } from '../../contract/board-changes.ts'
import { boardPulseMs, gatherMs } from '../../contract/console-events.ts'
import type { LiveView } from '../../contract/live-views.ts'
import { createPace } from './pace.ts'

export interface LiveBoardDeps {
  read: () => Promise<Board>
  isWatched: () => boolean
  publish: (change: BoardChange) => void
  /** Read again, and nothing has changed for a while. */
  pulse: (number: number) => void
  whenFailed: (error: unknown) => void
}

/** A wall asks every two seconds and needs no reading of its own. */
const latelyMs = 1_000

export const createLiveBoard = (deps: LiveBoardDeps) => {
  let held: LiveView | null = null
  let heldAt = Number.NEGATIVE_INFINITY
  let number = 0
  let toldAt = Number.NEGATIVE_INFINITY
  let isStale = true
  let reading: Promise<LiveView> | null = null
  let next: Promise<LiveView> | null = null

  const readOnce = async (): Promise<LiveView> => {
    isStale = false
    const startedAt = performance.now()
    const board = await deps.read().catch((error: unknown) => {
      isStale = true
      throw error
    })
    const change = held === null ? null : boardChange(held, board)
    if (held === null || change !== null) number += 1
    held = { ...board, number }
    heldAt = startedAt
    if (change !== null) deps.publish({ ...change, number })
    else if (deps.isWatched() && startedAt - toldAt >= boardPulseMs) deps.pulse(number)
    else return held
    toldAt = startedAt
    return held
  }
  const begin = (): Promise<LiveView> => {
    reading = readOnce().finally(() => {
      reading = null
    })
    return reading
  }
  /** A reading under way may have begun before what the asker has done: whoever asks during one shares the next. */
  const now = (): Promise<LiveView> => {
    if (reading === null) return begin()
    next ??= reading
      .catch(() => undefined)
      .then(() => {
        next = null
        return reading ?? begin()
      })
    return next
  }
  const pace = createPace({
    everyMs: gatherMs,
    work: async () => {
      if (deps.isWatched()) await now()
    },
    whenFailed: deps.whenFailed,
  })

  return {
    /** Something the board shows may have changed. */
    touch: (): void => {
      isStale = true
      if (deps.isWatched()) pace.ask()
    },
    /** The board as it stands after this call. */
    now,
    /** The board as it stood within the last second, when nothing has happened since. */
    lately: (): Promise<LiveView> =>
      held !== null && !isStale && performance.now() - heldAt < latelyMs ? Promise.resolve(held) : now(),
    stop: pace.stop,
  }
}
export type LiveBoard = ReturnType<typeof createLiveBoard>
