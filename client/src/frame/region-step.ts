/** The place `step` after the one at `current` in a list of `count`; from nowhere, the first or the last. */
export const stepRegion = (current: number, step: 1 | -1, count: number): number => {
  if (current < 0) return step === 1 ? 0 : count - 1
  return (current + step + count) % count
}
