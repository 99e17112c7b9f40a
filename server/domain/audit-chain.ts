/**
 * The event log as a chain: each row's seal is a hash over the row and the seal before it, so that whoever changes,
 * takes out or adds one row would have to change every seal after it.
 *
 *   seal(n) = SHA-256( seal(n-1) + newline + [seq, type, at, actor, contact, case, data] as JSON )
 *
 * - Rows are numbered without a gap from 1 (the counter is advanced in the row's own transaction): a missing number is a
 *   row taken out.
 * - `data` is sealed as the text that stands in the database, never as what it would be written as today.
 * - Whoever can write the whole database can write the whole chain anew. Against that, a seal noted elsewhere (by the
 *   data-protection officer, by the agents' rep) is compared: `noted`.
 */
/** A row of the log as the database holds it; `data` is its JSON text, unread. */
export interface TrailRow {
  readonly seq: number
  readonly type: string
  readonly at: string
  readonly actor: string
  readonly contactId: string | null
  readonly caseId: string | null
  readonly data: string
}
/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits in lower case. */
export type Digest = (text: string) => string

export interface Seal {
  readonly seq: number
  /** 64 hexadecimal digits, lower case. */
  readonly hash: string
}

/** What stands before the first row. */
export const firstSeal: Seal = { seq: 0, hash: '0'.repeat(64) }

export const sealOf = (digest: Digest, before: Seal, row: TrailRow): Seal => ({
  seq: row.seq,
  hash: digest(
    `${before.hash}
${JSON.stringify([row.seq, row.type, row.at, row.actor, row.contactId, row.caseId, row.data])}`,
  ),
})

/** The seals of rows that follow one another, the first of them right behind `before`. Throws at a gap: the writer's bug. */
export const sealsOf = (digest: Digest, before: Seal, rows: readonly TrailRow[]): Seal[] => {
  const seals: Seal[] = []
  let last = before
  for (const row of rows) {
    if (row.seq !== last.seq + 1) throw new Error(`The log goes from ${last.seq} to ${row.seq}`)
    last = sealOf(digest, last, row)
    seals.push(last)
  }
  return seals
}

export type BreakKind =
  /** The number is not in the log. */
  | 'row-missing'
  /** The row is not what was sealed. */
  | 'row-changed'
  /** The row stands before the newest seal, and has none. */
  | 'seal-missing'
  /** The newest seal is not the one that was written last. */
  | 'head-changed'
  /** The chain agrees with itself, and not with the seal that was noted elsewhere. */
  | 'noted-differs'
export interface ChainBreak {
  readonly seq: number
  readonly kind: BreakKind
  /** What stands there now, if anything does. */
  readonly type: string | null
  readonly at: string | null
}

export interface ChainCheck {
  /** The last seal that holds. */
  readonly last: Seal
  readonly broken: ChainBreak | null
}

/**
 * Checks the numbers after `before` up to `until`, both found in one stretch of the log. `head` is the newest seal that
 * was written; rows above it are only counted. Stops at the first that is wrong.
 */
export const checkStretch = (given: {
  readonly digest: Digest
  readonly before: Seal
  readonly until: number
  readonly rows: readonly TrailRow[]
  readonly seals: readonly Seal[]
  readonly head: Seal
  readonly noted: readonly Seal[]
}): ChainCheck => {
  const rows = new Map(given.rows.map((row) => [row.seq, row]))
  const seals = new Map(given.seals.map((seal) => [seal.seq, seal.hash]))
  let last = given.before
  for (let seq = given.before.seq + 1; seq <= given.until; seq += 1) {
    const row = rows.get(seq)
    const breakHere = (kind: BreakKind): ChainCheck => ({
      last,
      broken: { seq, kind, type: row?.type ?? null, at: row?.at ?? null },
    })
    if (row === undefined) return breakHere('row-missing')
    if (seq > given.head.seq) {
      if (given.noted.some((each) => each.seq === seq)) return breakHere('noted-differs')
      last = { seq, hash: last.hash }
      continue
    }
    const kept = seals.get(seq)
    if (kept === undefined) return breakHere('seal-missing')
    const seal = sealOf(given.digest, last, row)
    if (seal.hash !== kept) return breakHere('row-changed')
    if (given.noted.some((each) => each.seq === seq && each.hash !== seal.hash))
      return breakHere('noted-differs')
    if (seq === given.head.seq && seal.hash !== given.head.hash) return breakHere('head-changed')
    last = seal
  }
  return { last, broken: null }
}

const breakWords: Record<BreakKind, string> = {
  'row-missing': 'is missing: it was taken out of the log',
  'row-changed': 'is not what was sealed: it, or its seal, was changed',
  'seal-missing': 'has no seal: the seal was taken out',
  'head-changed': 'ends a chain that is not the one sealed last',
  'noted-differs': 'has another seal than the one that was noted: the chain was written anew',
}

export const wordsOfBreak = ({ seq, kind, type, at }: ChainBreak): string =>
  `Row ${seq}${type === null ? '' : ` (${type}, ${at ?? 'no time'})`} ${breakWords[kind]}.`

/** "1204:9f2c…" as people note it: the number and the seal, or null for anything else. */
export const readNoted = (typed: string): Seal | null => {
  const [, seq, hash] = /^\s*(\d{1,9})\s*:\s*([0-9a-f]{64})\s*$/i.exec(typed) ?? []
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash: hash.toLowerCase() }
}
