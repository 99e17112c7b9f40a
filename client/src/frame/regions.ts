/** F6 and Shift F6 walk the parts of the screen in the order they stand in the page. */
import { useShortcut } from '../keyboard.ts'
import { stepRegion } from './region-step.ts'

const regions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (element) => element.offsetParent !== null || element.getClientRects().length > 0,
  )

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
