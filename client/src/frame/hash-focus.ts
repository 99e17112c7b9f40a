/**
 * A link to a part of a page ("/live#callers") leads there: it comes into view and takes focus. The router only changes
 * the address. A part that is still on its way is waited for, but not past the person's next move.
 */
import { useEffect } from 'react'
import { useLocation } from 'react-router'

const focusPart = (id: string): boolean => {
  const part = document.getElementById(id)
  if (part === null) return false
  part.tabIndex = -1
  part.focus({ preventScroll: true })
  part.scrollIntoView({ block: 'start' })
  return true
}

export const useHashFocus = (): void => {
  const { hash, key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same link pressed again leads there again.
  useEffect(() => {
    const id = hash.slice(1)
    if (id === '' || focusPart(id)) return
    const observer = new MutationObserver(() => {
      if (focusPart(id)) stop()
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
  }, [hash, key])
}
