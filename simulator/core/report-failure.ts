import type { Exchange } from './exchange.ts'

/** For work nobody waits for: a failure of the simulator's own is a complaint, never a crash or a silence. */
export const reportFailure =
  (exchange: Exchange, callSid: string | null) =>
  (error: unknown): void =>
    exchange.timeline.complain(
      `The simulator itself failed: ${String(error)}`,
      { stack: error instanceof Error ? error.stack : null },
      callSid,
    )
