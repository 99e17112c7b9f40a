/**
 * When Twilio does not answer, ask less. Pure: the caller holds the state and the clock.
 *
 *   closed ──3 failures in a row, or 4 s of them──► open ──wait over──► probing ──success──► closed
 *                                                     ▲                    │
 *                                                     └────── failure ─────┘  (each wait twice as long, up to 4 s)
 */
export type Breaker =
  | { state: 'closed'; failures: number; failingSince: number | null }
  | { state: 'open'; failingSince: number; triedAgain: number; until: number }
  | { state: 'probing'; failingSince: number; triedAgain: number }

export const failuresUntilOpen = 3
/** Screens say so within 5 s (F141): a request that is given up after this time is enough when nothing else was answered. */
export const outageUntilOpenMs = 4_000
const firstWaitMs = 2_000
/** And within 5 s that it is over: one small request in 4 s is no load on anybody. */
const longestWaitMs = 4_000

export const closedBreaker: Breaker = { state: 'closed', failures: 0, failingSince: null }

/** How many requests may be in flight now: all that want to, one that probes, or none. */
export const mayAsk = (breaker: Breaker, nowMs: number): 'all' | 'one' | 'none' => {
  switch (breaker.state) {
    case 'closed':
      return 'all'
    case 'open':
      return nowMs >= breaker.until ? 'one' : 'none'
    case 'probing':
      return 'none'
  }
}

/** The state once a request has been let through. Only after mayAsk. */
export const asking = (breaker: Breaker): Breaker =>
  breaker.state === 'open'
    ? { state: 'probing', failingSince: breaker.failingSince, triedAgain: breaker.triedAgain }
    : breaker

/** Any answer is a success here, also a refusal: it shows that somebody is there. */
export const answered = (): Breaker => closedBreaker

/** `sinceMs`: from when nothing was answered, at the latest when the request that failed was made. */
export const failed = (breaker: Breaker, nowMs: number, sinceMs = nowMs): Breaker => {
  switch (breaker.state) {
    case 'closed': {
      const failingSince = breaker.failingSince ?? Math.min(sinceMs, nowMs)
      const failures = breaker.failures + 1
      return failures >= failuresUntilOpen || nowMs - failingSince >= outageUntilOpenMs
        ? opened(failingSince, 0, nowMs)
        : { state: 'closed', failures, failingSince }
    }
    case 'probing':
      return opened(breaker.failingSince, breaker.triedAgain + 1, nowMs)
    case 'open':
      // A request that was in flight when it opened.
      return breaker
  }
}

const opened = (failingSince: number, triedAgain: number, nowMs: number): Breaker => ({
  state: 'open',
  failingSince,
  triedAgain,
  until: nowMs + Math.min(longestWaitMs, firstWaitMs * 2 ** triedAgain),
})
