import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { useSettled } from './settled.ts'

/** The part of an address that holds a text filter. After the `#`: it is a member's name, and never sent anywhere. */
export const filterHash = (asked: string): string =>
  asked === '' ? '' : `#${new URLSearchParams({ q: asked })}`

/** A text filter that lives in the address (`#q=`), so that Back, reload and a copied link bring it again. */
export const useUrlFilter = () => {
  const [params] = useSearchParams()
  const { hash, search } = useLocation()
  const navigate = useNavigate()
  const asked = new URLSearchParams(hash.slice(1)).get('q') ?? ''
  const [typed, setTyped] = useState(asked)
  const written = useRef(asked)
  const settled = useSettled(typed.trim(), 200)
  useEffect(() => {
    if (settled === written.current) return
    written.current = settled
    void navigate({ search, hash: filterHash(settled) }, { replace: true })
  }, [settled, search, navigate])
  // The address changed by other means (Back): the box follows it.
  useEffect(() => {
    if (asked === written.current) return
    written.current = asked
    setTyped(asked)
  }, [asked])
  return { params, asked, typed, setTyped }
}
