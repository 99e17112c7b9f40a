/** Everything that ticks shares one timer, and re-renders only when its own words would change. */
import { TriangleAlert } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { ago, dayAndTime, dueWords, duration } from './times.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** The time now in epoch milliseconds, rounded down to `stepMs`; changes only when a step passes. */
export const useNow = (stepMs = 1_000): number =>
  useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs)

/** A running "4:31" since an instant, in a box of its widest value. Silent for screen readers. */
export function Clock({ since, className = '' }: { since: string; className?: string }) {
  const now = useNow()
  return <span className={`clock figures ${className}`}>{duration(now - Date.parse(since))}</span>
}

export function TimeAgo({ at }: { at: string }) {
  const now = useNow(30_000)
  return (
    <time dateTime={at} className="boxed-time" title={dayAndTime(at, now)}>
      {ago(at, now)}
    </time>
  )
}

export function DateTime({ at }: { at: string }) {
  const now = useNow(60_000)
  return <time dateTime={at}>{dayAndTime(at, now)}</time>
}

/** When something is due. What is late says so, by shape and by word: briefly in a list of narrow rows. */
export function Due({ at, isBrief = false }: { at: string; isBrief?: boolean }) {
  const now = useNow(60_000)
  if (Date.parse(at) >= now) return <time dateTime={at}>{dueWords(at, now)}</time>
  return (
    <span className="overdue">
      {isBrief ? (
        <>
          <TriangleAlert aria-hidden="true" />
          <span className="visually-hidden">overdue since </span>
        </>
      ) : (
        'overdue since '
      )}
      <time dateTime={at}>{dueWords(at, now)}</time>
    </span>
  )
}
