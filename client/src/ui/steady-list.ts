import { useEffect, useState } from 'react'
import { steadyRows } from './steady-rows.ts'

/** Rows of `now` that keep their place while the pointer or focus is in the list; spread `hold` on it. */
export const useSteadyList = <T extends { id: string }>(now: T[]) => {
  const [shown, setShown] = useState(now)
  const [hasPointer, setPointer] = useState(false)
  const [hasFocus, setFocus] = useState(false)
  const isHeld = hasPointer || hasFocus
  useEffect(() => {
    if (!isHeld) setShown(now)
  }, [now, isHeld])
  const { rows, waiting } = isHeld ? steadyRows(shown, now) : steadyRows(now, now)
  return {
    rows,
    /** New rows held back. */
    waiting,
    showNew: () => setShown(now),
    hold: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  }
}
