/** What both engines' writers have in common: a unit of work and the events it logged. */
import type { DomainEvent } from '../../domain/events.ts'
import type { LoggedEvent } from '../../domain/records.ts'
import type { Executor } from './statement.ts'

export interface Transaction extends Executor {
  /** Told to the listeners after COMMIT. */
  noteLogged(events: readonly LoggedEvent[]): void
  /** A transaction of several units writes the events of all of them just before COMMIT, and has this. */
  appendAtCommit?(appended: Appended): void
}

/** Events that have no number yet. */
export interface Appended {
  readonly events: readonly DomainEvent[]
  readonly actor: string
  readonly at: string
}

export type Unit<T> = (transaction: Transaction) => Promise<T>

/** Called after COMMIT with the events of one unit (PostgreSQL) or one batch of units (SQLite), in order. */
export type CommitListener = (events: readonly LoggedEvent[]) => void

export interface Writer {
  transact<T>(unit: Unit<T>): Promise<T>
  close(): Promise<void>
}
