/**
 * After a person's own navigation the new page's h1 takes focus, so screen readers say where they are.
 * Nothing steals focus otherwise: not the first load, not a replaced address, not a page the phone opened
 * (`navigate(path, { state: { quiet: true } })`), and not once the person has gone elsewhere themselves.
 */
import { useEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

const isQuiet = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'quiet' in state && state.quiet === true

const focusHeading = (): boolean => {
  const heading = document.querySelector('main h1')
  if (!(heading instanceof HTMLElement)) return false
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  return true
}

export const useHeadingFocus = (): void => {
  const { pathname, state } = useLocation()
  const how = useNavigationType()
  const shownPath = useRef<string | null>(null)
  useEffect(() => {
    const before = shownPath.current
    shownPath.current = pathname
    if (before === null || before === pathname || how === 'REPLACE' || isQuiet(state)) return
    if (focusHeading()) return
    // The page is still on its way: wait for its heading, but not past the person's next move.
    const observer = new MutationObserver(() => {
      if (focusHeading()) stop()
    })
    const stop = () => {
      observer.disconnect()
      clearTimeout(limit)
      window.removeEventListener('keydown', stop)
      window.removeEventListener('pointerdown', stop)
    }
    const limit = setTimeout(stop, 5_000)
    observer.observe(document.body, { childList: true, subtree: true })
    window.addEventListener('keydown', stop)
    window.addEventListener('pointerdown', stop)
    return stop
  }, [pathname, how, state])
}
