/**
 * Time passes: everything that happens because of a clock, once a second, one after another. Deadlines are rows.
 * Comparing our calls with Twilio's goes beside the rest: many slow answers must not keep a ringing phone from expiring.
 */
export interface TickDeps {
  nowMs: () => number
  /** What is due: read before the steps that would open a transaction to find out. */
  look: () => Promise<unknown>
  expireOffers: () => Promise<unknown>
  /** Joins of a conference that no callback told us of. */
  checkJoins: () => Promise<unknown>
  tendLostCalls: () => Promise<unknown>
  /** Messages left at Twilio while we were away. */
  importVoicemails: () => Promise<unknown>
  /** Texts that came to Twilio while we were away. */
  importTexts: () => Promise<unknown>
  /** Lines closed by hand whose time is over. */
  tidyClosures: () => Promise<unknown>
  /** People put on a queue, or taken off it, whose time is over. */
  tendPlacements: () => Promise<unknown>
  tendCallbacks: () => Promise<unknown>
  /** Texts to many, a few at a time. */
  tendCohortTexts: () => Promise<unknown>
  /** Service targets that nobody acted on, and cases with a legal date that nobody owns. */
  watchCases: () => Promise<unknown>
  /** Records whose time is over: looked for at night, and erased a few at a time once that was approved. */
  tendRetention: () => Promise<unknown>
  sweepPresence: () => Promise<unknown>
  /** Live updates of sessions that ended and of people who lost a role. */
  sweepSockets: () => Promise<unknown>
  /** Our calls against Twilio's, once a minute. */
  reconcile: () => Promise<unknown>
  routing: () => Promise<unknown>
  relay: () => Promise<unknown>
  /** Ended sessions and old webhook replies go, once an hour. */
  tidy: () => Promise<unknown>
  /** Events that the audit chain has not sealed yet. */
  sealEvents: () => Promise<unknown>
  /** Thresholds that were crossed, or are well again. */
  watchAlerts: () => Promise<unknown>
  notices: () => Promise<unknown>
  whenFailed: (error: unknown, step: string) => void
}

export const tidyEveryMs = 60 * 60 * 1000

export const createTick = (deps: TickDeps) => {
  let tidiedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null
  let comparing: Promise<void> | null = null

  /** One step that fails (a locked database, say) does not keep the others from their turn. */
  const take = async (name: string, step: () => Promise<unknown>): Promise<void> => {
    await step().catch((error: unknown) => {
      deps.whenFailed(error, name)
    })
  }

  const run = async (): Promise<void> => {
    const isTidyDue = deps.nowMs() - tidiedAt >= tidyEveryMs
    if (isTidyDue) tidiedAt = deps.nowMs()
    const steps: [string, () => Promise<unknown>][] = [
      ['sweep-presence', deps.sweepPresence],
      ['sweep-sockets', deps.sweepSockets],
      ['look', deps.look],
      ['expire-offers', deps.expireOffers],
      ['check-joins', deps.checkJoins],
      ['tend-lost-calls', deps.tendLostCalls],
      ['tidy-closures', deps.tidyClosures],
      ['tend-placements', deps.tendPlacements],
      ['tend-callbacks', deps.tendCallbacks],
      ['tend-cohort-texts', deps.tendCohortTexts],
      ['watch-cases', deps.watchCases],
      ['tend-retention', deps.tendRetention],
      ['relay', deps.relay],
      ['routing', deps.routing],
      ['relay', deps.relay],
      ['watch-alerts', deps.watchAlerts],
      ['notices', deps.notices],
      ['seal-events', deps.sealEvents],
      ...(isTidyDue ? [['tidy', deps.tidy] satisfies [string, () => Promise<unknown>]] : []),
    ]
    comparing ??= Promise.all([
      take('reconcile', deps.reconcile),
      take('import-voicemails', deps.importVoicemails),
      take('import-texts', deps.importTexts),
    ]).then(() => {
      comparing = null
    })
    for (const [name, step] of steps) await take(name, step)
  }

  return {
    /** Resolves when everything due now is done. A call while one runs waits for it, then runs its own. */
    now: async (): Promise<void> => {
      while (running !== null) await running
      running = run().finally(() => {
        running = null
      })
      await running
      await comparing
    },
    /** Resolves when what was begun is done: a database is not closed under it. */
    settled: async (): Promise<void> => {
      await running
      await comparing
    },
    /** Whether the steps of a second are being taken; the comparing beside them does not count. */
    isRunning: () => running !== null,
  }
}
