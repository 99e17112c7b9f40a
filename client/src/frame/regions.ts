/** F6 and Shift F6 walk the parts of the screen in the order they stand in the page. */
import { useShortcut } from '../keyboard.ts'

const regions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (element) => element.offsetParent !== null || element.getClientRects().length > 0,
  )

/** The place `step` after the one at `current` in a list of `count`; from nowhere, the first or the last. */
export const stepRegion = (current: number, step: 1 | -1, count: number): number => {
  if (current < 0) return step === 1 ? 0 : count - 1
  return (current + step + count) % count
}

const walk = (step: 1 | -1): void => {
  const all = regions()
  if (all.length === 0) return
  const active = document.activeElement
  const current = all.findLastIndex((element) => element.contains(active))
  all[stepRegion(current, step, all.length)]?.focus({ preventScroll: true })
}

export const useRegionWalk = (): void => {
  useShortcut('next-region', () => walk(1))
  useShortcut('previous-region', () => walk(-1))
}
