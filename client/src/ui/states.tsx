/** The states every page has before and beside its content: waiting, empty, failed, old. */
import { RotateCcw } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'

/** True once `milliseconds` have passed while mounted: quick answers show no skeleton at all. */
const useAfter = (milliseconds: number): boolean => {
  const [isAfter, setAfter] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAfter(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return isAfter
}

/** Rows of the final height, so nothing moves when the answer comes. */
export function SkeletonRows({
  rows = 6,
  height = 40,
  label,
}: {
  rows?: number
  height?: number
  label: string
}) {
  const isShown = useAfter(200)
  return (
    <div className="skeleton" role="status" style={{ minHeight: rows * height }}>
      <span className="visually-hidden">{isShown ? `Loading ${label}` : ''}</span>
      {isShown
        ? Array.from({ length: rows }, (_, row) => (
            <div key={row} className="skeleton-row" style={{ height }} aria-hidden="true">
              <span />
            </div>
          ))
        : null}
    </div>
  )
}

/** One sentence saying it is fine, or what to do; at most one or two buttons. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <p className="empty-words">{children}</p>}
      {actions === undefined ? null : <div className="empty-actions">{actions}</div>}
    </div>
  )
}

export interface Problem {
  words: string
  ref: string | null
}

/** What happened, what is safe, what next; the reference leads to the log. */
export function ErrorState({
  what,
  problem,
  onRetry,
}: {
  what: string
  problem: Problem
  onRetry: () => void
}) {
  return (
    <div className="empty" role="alert">
      <p className="empty-title">{what}</p>
      <p className="empty-words">{problem.words}</p>
      <div className="empty-actions">
        <Button icon={<RotateCcw aria-hidden="true" />} onClick={onRetry}>
          Try again
        </Button>
      </div>
      {problem.ref === null ? null : <p className="ref">Ref {problem.ref}</p>}
    </div>
  )
}

/** Content that may not be the newest stays, with a thin line that says from when it is. */
export function StaleLine({ at, onRetry }: { at: string; onRetry: () => void }) {
  return (
    <p className="stale-line" role="status">
      Showing {at}. Trying again…{' '}
      <button type="button" className="link-button" onClick={onRetry}>
        Try now
      </button>
    </p>
  )
}
