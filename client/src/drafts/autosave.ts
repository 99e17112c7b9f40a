/**
 * Keeps what a person types on the server: within a second of a pause, at once on blur, one request at a time and
 * always the newest words. A refusal stops it (somebody must decide); an unreachable server is asked again.
 *
 *   clean ──change──► waiting ──delay or flush──► saving ──ok──► clean
 *                        ▲  ▲                       │  │
 *                        │  └── changed meanwhile ──┘  ├──refused──► stopped ──change or flush──► waiting, saving
 *                        └────────── unreachable ──────┘
 */
export type SaveState = 'clean' | 'waiting' | 'saving' | 'stopped'

export interface AutosaveParts<T> {
  save: (value: T) => Promise<void>
  /** Whether asking again later can help. */
  isWorthRetrying: (error: unknown) => boolean
  tell: (state: SaveState, error: unknown) => void
  later: (ms: number, work: () => void) => () => void
  delayMs?: number
  retryMs?: number
}

export interface Autosave<T> {
  change: (value: T) => void
  /** Saves now what is not saved yet; settles when that attempt is over. */
  flush: () => Promise<void>
  /** Forgets what is not saved: it was sent by another way, or given up. */
  drop: () => void
  state: () => SaveState
}

export const createAutosave = <T>(parts: AutosaveParts<T>): Autosave<T> => {
  const { delayMs = 800, retryMs = 4_000 } = parts
  let state: SaveState = 'clean'
  let unsaved: { value: T } | null = null
  let callOff = () => {}
  let running: Promise<void> | null = null

  const be = (next: SaveState, error: unknown = null) => {
    state = next
    parts.tell(next, error)
  }
  const wait = (ms: number, error: unknown = null) => {
    callOff()
    be('waiting', error)
    callOff = parts.later(ms, () => void flush())
  }

  const run = async (value: T) => {
    be('saving')
    try {
      await parts.save(value)
      running = null
      if (unsaved === null) be('clean')
      else wait(delayMs)
    } catch (error) {
      running = null
      unsaved ??= { value }
      if (parts.isWorthRetrying(error)) wait(retryMs, error)
      else be('stopped', error)
    }
  }

  const flush = async (): Promise<void> => {
    callOff()
    if (running) await running
    if (unsaved === null) return
    const { value } = unsaved
    unsaved = null
    callOff()
    running = run(value)
    await running
  }

  return {
    change(value) {
      unsaved = { value }
      if (state !== 'saving') wait(delayMs)
    },
    flush,
    drop() {
      callOff()
      unsaved = null
      if (state !== 'saving') be('clean')
    },
    state: () => state,
  }
}
