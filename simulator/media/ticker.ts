import { FRAME_MS } from './leg.ts'
import { createListeners } from './listeners.ts'

/** The audio clock: calls every listener once per 20 ms of call time. */
export interface Ticker {
  onTick(cb: () => void): () => void
}

/** Behind by more than this, time is skipped rather than caught up: nobody wants to hear the past faster. */
const LONGEST_CATCH_UP_MS = 200

/**
 * A 20 ms clock corrected for drift: every tick is due at start + n × 20 ms, so late timers do not add up.
 * Runs (and keeps the process alive) only while somebody listens.
 */
export function createTicker(now: () => number = () => performance.now()): Ticker {
  const listeners = createListeners<void>()
  let count = 0
  let timer: NodeJS.Timeout | undefined
  let due = 0

  function run() {
    timer = undefined
    if (now() - due > LONGEST_CATCH_UP_MS) due = now()
    while (count > 0 && now() >= due) {
      due += FRAME_MS
      listeners.emit()
    }
    schedule()
  }

  function schedule() {
    if (count > 0 && timer === undefined) timer = setTimeout(run, Math.max(0, due - now()))
  }

  return {
    onTick(cb) {
      const remove = listeners.add(cb)
      count += 1
      if (count === 1) due = now() + FRAME_MS
      schedule()
      let listening = true
      return () => {
        if (!listening) return
        listening = false
        remove()
        count -= 1
        if (count === 0) {
          clearTimeout(timer)
          timer = undefined
        }
      }
    },
  }
}

/** The one clock of the process: every leg, room and prompt moves on the same beat. */
export const sharedTicker: Ticker = createTicker()
