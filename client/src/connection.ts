/** What the dock's second line says about the live connection. Two different troubles read differently. */
import { heartbeatFreshMs } from '../../server/contract/console-events.ts'
import { clockTime } from './ui/times.ts'

/** A blip shorter than this is nobody's business. */
export const quietForMs = 5_000

export interface Connection {
  /** When live updates stopped, or null while they flow. Epoch milliseconds. */
  downSince: number | null
  /** The newest moment the screen is known to be right. Epoch milliseconds. */
  freshAt: number
  /** The server said it is restarting; it will be back by itself. */
  isRestarting: boolean
}

export interface ConnectionLine {
  words: string
  level: 'info' | 'warn' | 'bad'
}

/**
 * The strip, or null when all is well. The server stops counting on a console that has been silent for
 * {@link heartbeatFreshMs} (ends included: at exactly that age it still counts), and from then calls cannot reach it.
 */
export const connectionLine = (
  { downSince, freshAt, isRestarting }: Connection,
  now: number,
  phoneMatters: boolean,
): ConnectionLine | null => {
  if (downSince === null) return null
  const downMs = now - downSince
  if (downMs < quietForMs) return null
  const from = `You are working from ${clockTime(freshAt)}.`
  if (phoneMatters && downMs > heartbeatFreshMs)
    return { words: `Calls cannot reach you. ${from} Trying again…`, level: 'bad' }
  if (isRestarting) return { words: 'The server is restarting. It will be back in a moment.', level: 'info' }
  if (downMs < 2 * quietForMs) return { words: 'Live updates paused. Trying again…', level: 'warn' }
  return { words: phoneMatters ? `${from} Calls still ring.` : `${from} Trying again…`, level: 'warn' }
}
