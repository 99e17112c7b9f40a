import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useSettled } from './settled.ts'

/** A text filter that lives in the address (`?q=`), so that Back, reload and a copied link bring it again. */
export const useUrlFilter = () => {
  const [params, setParams] = useSearchParams()
  const asked = params.get('q') ?? ''
  const [typed, setTyped] = useState(asked)
  const written = useRef(asked)
  const settled = useSettled(typed.trim(), 200)
  useEffect(() => {
    if (settled === written.current) return
    written.current = settled
    setParams(
      (old) => {
        const next = new URLSearchParams(old)
        if (settled === '') next.delete('q')
        else next.set('q', settled)
        return next
      },
      { replace: true },
    )
  }, [settled, setParams])
  // The address changed by other means (Back): the box follows it.
  useEffect(() => {
    if (asked === written.current) return
    written.current = asked
    setTyped(asked)
  }, [asked])
  return { params, asked, typed, setTyped }
}
