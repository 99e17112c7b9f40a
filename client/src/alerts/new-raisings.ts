/**
 * Which raisings are heard of for the first time; null `known` is the first answer of this page: what was up before it
 * was opened is shown, and not sounded.
 */
export const newRaisings = (known: ReadonlySet<string> | null, raisings: readonly string[]): string[] =>
  known === null ? [] : raisings.filter((raising) => !known.has(raising))
