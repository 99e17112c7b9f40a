/** Time passes: everything that happens because of a clock, once a second, one after another. Deadlines are rows. */
export interface TickDeps {
  nowMs: () => number
  expireOffers: () => Promise<unknown>
  tendLostCalls: () => Promise<unknown>
  sweepPresence: () => Promise<unknown>
  /** Our calls against Twilio's, once a minute. */
  reconcile: () => Promise<unknown>
  routing: () => Promise<unknown>
  relay: () => Promise<unknown>
  /** Ended sessions and old webhook replies go, once an hour. */
  tidy: () => Promise<unknown>
  notices: () => Promise<unknown>
  whenFailed: (error: unknown, step: string) => void
}

export const tidyEveryMs = 60 * 60 * 1000

export const createTick = (deps: TickDeps) => {
  let tidiedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  const run = async (): Promise<void> => {
    const isTidyDue = deps.nowMs() - tidiedAt >= tidyEveryMs
    if (isTidyDue) tidiedAt = deps.nowMs()
    const steps: [string, () => Promise<unknown>][] = [
      ['sweep-presence', deps.sweepPresence],
      ['reconcile', deps.reconcile],
      ['expire-offers', deps.expireOffers],
      ['tend-lost-calls', deps.tendLostCalls],
      ['relay', deps.relay],
      ['routing', deps.routing],
      ['relay', deps.relay],
      ['notices', deps.notices],
      ...(isTidyDue ? [['tidy', deps.tidy] satisfies [string, () => Promise<unknown>]] : []),
    ]
    // One step that fails (a locked database, say) does not keep the others from their turn.
    for (const [name, step] of steps)
      await step().catch((error: unknown) => {
        deps.whenFailed(error, name)
      })
  }

  return {
    /** Resolves when everything due now is done. A call while one runs waits for it, then runs its own. */
    now: async (): Promise<void> => {
      while (running !== null) await running
      running = run().finally(() => {
        running = null
      })
      await running
    },
    isRunning: () => running !== null,
  }
}
