/**
 * The relay: reads the event log after commit, in order, and tells every listener; at least once. The log's numbers
 * are commit order on both databases, so "everything after the last number" misses nothing. A commit kicks it, and
 * once a second it looks by itself (another process may have written).
 */
import type { DomainEvent } from '../domain/events.ts'
import type { LoggedEvent } from '../domain/records.ts'

export interface Happened {
  seq: number
  at: string
  event: DomainEvent
}
export type Listener = (happened: readonly Happened[]) => Promise<void>

export interface RelayDeps {
  /** Events with a number above `after`, in order, at most `limit`. */
  readEvents: (after: number, limit: number) => Promise<LoggedEvent[]>
  /** The highest number so far; consoles connect later and fetch for themselves. */
  newestSeq: () => Promise<number>
  listeners: readonly Listener[]
  whenFailed: (error: unknown, facts: { seq: number; listener: number }) => void
  whenRelayed: (seq: number) => void
}

const batchSize = 200

/** A row of the log as the fact it was. The log keeps ids in columns of their own and the rest as JSON. */
export const happenedOf = (row: LoggedEvent): Happened => ({
  seq: row.seq,
  at: row.at,
  event: {
    ...(row.contactId === null ? {} : { contactId: row.contactId }),
    ...(row.caseId === null ? {} : { caseId: row.caseId }),
    ...row.data,
    type: row.type,
  } as DomainEvent,
})

export const createRelay = (deps: RelayDeps) => {
  let last: number | null = null
  let running: Promise<void> | null = null
  let isKicked = false

  const readOn = async (): Promise<void> => {
    last ??= await deps.newestSeq()
    for (;;) {
      isKicked = false
      const rows = await deps.readEvents(last, batchSize)
      const newest = rows.at(-1)
      if (newest === undefined) {
        if (isKicked) continue
        return
      }
      const happened = rows.map(happenedOf)
      // A listener that fails does not stop the others, and nobody waits for a poisoned event for ever: the screens
      // refetch in full, and routing is rebuilt from the database.
      for (const [index, listener] of deps.listeners.entries())
        await listener(happened).catch((error: unknown) => {
          deps.whenFailed(error, { seq: newest.seq, listener: index })
        })
      last = newest.seq
      deps.whenRelayed(newest.seq)
    }
  }

  /** Resolves when everything committed before the call has been told. */
  const drain = async (): Promise<void> => {
    isKicked = true
    while (running !== null) await running
    running = readOn().finally(() => {
      running = null
    })
    await running
    // A commit in the very moment of finishing is not left for the next second.
    if (isKicked) kick()
  }
  const kick = (): void => {
    isKicked = true
    if (running === null)
      drain().catch((error: unknown) => deps.whenFailed(error, { seq: last ?? 0, listener: -1 }))
  }

  return {
    start: async (): Promise<void> => {
      last = await deps.newestSeq()
    },
    drain,
    kick,
  }
}
export type Relay = ReturnType<typeof createRelay>
