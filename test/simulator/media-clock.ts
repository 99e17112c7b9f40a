import { createListeners } from '../../simulator/media/listeners.ts'
import type { Ticker } from '../../simulator/media/ticker.ts'

/** An audio clock turned by hand, so that a second of sound takes no time and always comes out the same. */
export interface HandClock extends Ticker {
  tick(times?: number): void
}

export function createHandClock(): HandClock {
  const ticks = createListeners<void>()
  return {
    onTick: ticks.add,
    tick(times = 1) {
      for (let i = 0; i < times; i += 1) ticks.emit()
    },
  }
}
