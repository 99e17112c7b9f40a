/**
 * One reading of the members' file, from upload to applied. (Elsewhere: sync, feed, batch load.)
 *
 *   reading ──► ready ──► applying ──► applied
 *      │  └──────┴─► discarded
 *      └─► failed
 *
 * - Nothing of it reaches a member before a person, or the nightly run with `--apply`, said so on a report that was ready.
 * - One is open at a time. A second file waits, or the first is discarded.
 * - Applying goes on where it stopped, after a restart too.
 */
export type MemberImportState = 'reading' | 'ready' | 'applying' | 'applied' | 'discarded' | 'failed'
export type MemberRowKind = 'new' | 'changed' | 'kept' | 'gone' | 'same' | 'failed'

export interface MemberImport {
  id: string
  state: MemberImportState
  fileName: string
  /** A person's id, or 'system' for the nightly run. */
  startedBy: string
  startedAt: string
  /** When its last rows were read or applied: one that is silent for long has lost its file. */
  heardAt: string
  settledAt: string | null
  /** Of the whole file, when known. */
  bytes: number | null
  bytesRead: number
  columns: string[]
  ignored: string[]
  rows: number
  fresh: number
  changed: number
  /** Members of whom everything that differs was changed here and stays. */
  kept: number
  gone: number
  same: number
  failed: number
  toApply: number
  applied: number
  /** The last row that was applied. */
  appliedTo: number
  /** How many members the membership system had told of before. */
  knownBefore: number
  problem: string | null
}

const moves = {
  reading: ['ready', 'failed', 'discarded'],
  ready: ['applying', 'discarded'],
  applying: ['applied'],
  applied: [],
  discarded: [],
  failed: [],
} as const satisfies Record<MemberImportState, readonly MemberImportState[]>

export const isSettled = (state: MemberImportState): boolean => moves[state].length === 0

export const newImport = (
  given: Pick<MemberImport, 'id' | 'fileName' | 'startedBy' | 'startedAt' | 'bytes' | 'knownBefore'>,
): MemberImport => ({
  ...given,
  state: 'reading',
  heardAt: given.startedAt,
  settledAt: null,
  bytesRead: 0,
  columns: [],
  ignored: [],
  rows: 0,
  fresh: 0,
  changed: 0,
  kept: 0,
  gone: 0,
  same: 0,
  failed: 0,
  toApply: 0,
  applied: 0,
  appliedTo: 0,
  problem: null,
})

/** The import in its next state, or null when there is no such way from where it is. */
export const moved = (one: MemberImport, to: MemberImportState, now: string): MemberImport | null =>
  moves[one.state].some((state) => state === to)
    ? { ...one, state: to, heardAt: now, settledAt: isSettled(to) ? now : null }
    : null

/** No file is silent for as long as this between two batches. */
export const silentMs = 2 * 60_000
export const isSilent = (one: Pick<MemberImport, 'state' | 'heardAt'>, now: string): boolean =>
  one.state === 'reading' && Date.parse(now) - Date.parse(one.heardAt) > silentMs

/**
 * A file that was cut off looks like a union that lost its members. More than this share gone (and more than a handful)
 * is applied only by a person who says that it is right.
 */
const mostGoneShare = 0.05
const handful = 20
export const goneNeedsLook = ({ gone, knownBefore }: Pick<MemberImport, 'gone' | 'knownBefore'>): boolean =>
  gone > handful && gone > knownBefore * mostGoneShare

/** A file that is uploaded is at most this long; larger ones are read from disk by the nightly script. */
export const mostUploadBytes = 200 * 1024 * 1024
