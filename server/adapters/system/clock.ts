import type { Clock } from '../../commands/ports.ts'

/** The machine's clock: 24-character ISO UTC text. */
export const systemClock: Clock = { now: () => new Date().toISOString() }
