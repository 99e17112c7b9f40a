/**
 * How long a caller at a place in the queue will wait (F7): an honest range from how fast the queue has moved, or
 * nothing when too little is known. No model of staffing: who is on shift, on a break or shared with other queues is
 * already in how often somebody was answered.
 *
 * People are taken to be answered at random moments at the rate seen, so the wait of place p is the sum of p gaps (an
 * Erlang distribution). Said is the middle three fifths of it: one caller in five waits less, one in five longer.
 */

/** With fewer answers than this only the place is said. */
export const fewestSamples = 20
/** Answers older than this say nothing about now (milliseconds). */
export const lookBackMs = 2 * 60 * 60 * 1000
/** More than this is not looked at: the latest count. */
export const mostSamples = 50

export interface WaitRange {
  /** Whole minutes, both ends included; at least 1. */
  readonly from: number
  readonly to: number
}

/**
 * `position` counts from 1. `answeredAt`: when callers of this queue were answered, ISO UTC, oldest first, at most
 * the latest {@link mostSamples} of the last {@link lookBackMs}. Null with fewer than {@link fewestSamples}.
 */
export function waitRange(given: {
  readonly position: number
  readonly answeredAt: readonly string[]
  readonly now: string
}): WaitRange | null {
  const [first] = given.answeredAt
  if (first === undefined || given.answeredAt.length < fewestSamples || given.position < 1) return null
  // Up to now, not to the last answer: a queue that has stopped moving must not sound as fast as it was.
  const minutes = (Date.parse(given.now) - Date.parse(first)) / 60_000
  if (minutes <= 0) return null
  const gap = minutes / (given.answeredAt.length - 1)
  return {
    from: Math.max(1, Math.floor(gap * erlangQuantile(given.position, -fifth))),
    to: Math.max(1, Math.ceil(gap * erlangQuantile(given.position, fifth))),
  }
}

/** The standard normal distribution leaves a fifth above this. */
const fifth = 0.8416

/**
 * Quantile of a sum of `k` exponential gaps of mean 1, by Wilson and Hilferty (1931): within 2 % for k ≥ 2. For one gap
 * the exact form is at hand.
 */
function erlangQuantile(k: number, normal: number): number {
  if (k === 1) return normal < 0 ? -Math.log(0.8) : -Math.log(0.2)
  const ninth = 1 / (9 * k)
  return k * (1 - ninth + normal * Math.sqrt(ninth)) ** 3
}
