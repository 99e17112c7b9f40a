import { useEffect, useRef } from 'react'
import { chime } from './alert-sound.ts'
import { newRaisings } from './new-raisings.ts'

/** Sounds once for each raising that comes while this page is open. */
export const useAlertChime = (raisings: readonly string[] | undefined, isOn: boolean): void => {
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (raisings === undefined) return
    const fresh = newRaisings(known.current, raisings)
    known.current = new Set([...(known.current ?? []), ...raisings])
    if (fresh.length > 0 && isOn) chime()
  }, [raisings, isOn])
}
