/**
 * The relay: reads the event log after commit, in order, and tells every listener; at least once. The log's numbers
 * are commit order on both databases, so "everything after the last number" misses nothing. A commit brings what it
 * logged: while that follows on what was told, nothing is read. A hole in the numbers (another process, or a commit
 * that overtook another) is read, and once a second it looks by itself.
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
  let mustRead = false
  /** Brought by commits and not yet told, in the order of the commits. */
  let brought: LoggedEvent[] = []

  /** The brought events that follow on that number without a hole. */
  const following = (after: number): LoggedEvent[] => {
    brought = brought.filter(({ seq }) => seq > after).sort((a, b) => a.seq - b.seq)
    const hole = brought.findIndex(({ seq }, at) => seq !== after + 1 + at)
    if (hole === 0) mustRead = true
    return brought.slice(0, Math.min(batchSize, hole < 0 ? brought.length : hole))
  }

  const readOn = async (): Promise<void> => {
    last ??= await deps.newestSeq()
    for (;;) {
      isKicked = false
      let rows = following(last)
      if (rows.length === 0 && mustRead) {
        mustRead = false
        rows = await deps.readEvents(last, batchSize).catch((error: unknown) => {
          mustRead = true
          throw error
        })
        // There may be more than one reading gives.
        if (rows.length > 0) mustRead = true
      }
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
    mustRead = true
    await tellOn()
  }
  const tellOn = async (): Promise<void> => {
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
      tellOn().catch((error: unknown) => deps.whenFailed(error, { seq: last ?? 0, listener: -1 }))
  }

  return {
    start: async (): Promise<void> => {
      last = await deps.newestSeq()
    },
    drain,
    /** Something was committed, with these events. */
    committed: (events: readonly LoggedEvent[]): void => {
      if (events.length === 0) mustRead = true
      brought.push(...events)
      kick()
    },
  }
}
export type Relay = ReturnType<typeof createRelay>
