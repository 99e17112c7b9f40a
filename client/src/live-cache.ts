/**
 * What an event does to what is on screen, as pure functions: newer replaces older, a message is inserted once,
 * and a hole in a room's numbers means "ask for everything again" (never "since N seconds": such windows lose
 * messages and two people answer one member).
 */
import { type BoardChange, withBoardChange } from '../../server/contract/board-changes.ts'
import type { Envelope } from '../../server/contract/console-events.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import type { PhoneView } from '../../server/contract/phone-views.ts'
import type { MessageView, ThreadView } from '../../server/contract/thread-views.ts'

export type SeqVerdict = 'next' | 'gap' | 'repeat'

/** Judges the envelope against the last number seen in its room, and remembers it. The first of a room is never a gap. */
export const noteSeq = (
  seen: Map<string, number>,
  { room, seq }: Pick<Envelope, 'room' | 'seq'>,
): SeqVerdict => {
  const last = seen.get(room)
  if (last !== undefined && seq <= last) return 'repeat'
  seen.set(room, seq)
  return last === undefined || seq === last + 1 ? 'next' : 'gap'
}

/**
 * The newer of two snapshots. At equal versions the one that came later holds: a version counts what was written
 * down, and a console gone quiet changes who can be rung without a word being written.
 */
export const newerPhone = (shown: PhoneView | undefined, next: PhoneView): PhoneView =>
  shown === undefined || next.version >= shown.version ? next : shown

const versionOf = (value: unknown): number | null =>
  typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number'
    ? value.version
    : null

/** True when an answer that was long on its way is older than what the socket has put on screen meanwhile. */
export const isOlder = (answer: unknown, shown: unknown): boolean => {
  const [of, than] = [versionOf(answer), versionOf(shown)]
  return of !== null && than !== null && of < than
}

/** The newest changes of the board, oldest first: an answer on its way may be older than what came meanwhile. */
export interface BoardTrail {
  changes: BoardChange[]
}
/** Ten seconds at four a second; an answer that takes longer finds a gap and is asked for again. */
const longestTrail = 40

/** Remembers the change and lays it over the board that is shown; 'gap' when it is not the next one. */
export const applyBoardChange = (
  trail: BoardTrail,
  shown: LiveView | undefined,
  change: BoardChange,
): LiveView | 'gap' | undefined => {
  trail.changes = [...trail.changes, change].slice(-longestTrail)
  if (shown === undefined || change.number <= shown.number) return shown
  return change.number === shown.number + 1 ? withBoardChange(shown, change) : 'gap'
}

/** An answer with the changes that came after its reading; the shown board when that is newer still. */
export const caughtUp = (trail: BoardTrail, shown: LiveView | undefined, answer: LiveView): LiveView => {
  const now = trail.changes.reduce(
    (board, change) => (change.number === board.number + 1 ? withBoardChange(board, change) : board),
    answer,
  )
  return shown !== undefined && shown.number > now.number ? shown : now
}

/** Inserts by id at its time, or replaces the row it repeats (a delivery state moved on). */
export const withMessage = (shown: ThreadView, version: number, message: MessageView): ThreadView => {
  const at = shown.messages.findIndex(({ id }) => id === message.id)
  if (at >= 0 && version < shown.version) return shown
  const messages =
    at >= 0
      ? shown.messages.map((old, index) => (index === at ? message : old))
      : [...shown.messages, message].sort((a, b) => a.at.localeCompare(b.at))
  return { ...shown, version: Math.max(shown.version, version), messages }
}
