/**
 * How long records are kept, and how they go (F132). Looked at every night; nothing held is erased, and of what is erased
 * the proof stays, without a name or a number in it.
 *
 *   (a record's time is over) ──► proposed ──── data protection approves, or the rule does ────► erasing ──► done
 *                                    │  ▲                                                          │
 *                                    └──┘ grows by what becomes due until it is approved           └─ each record: due ──► erased
 *                                                                                                          └─ held: stays, named
 *
 * - proposed: the dry run. Nothing has gone; who approves has seen as many as go.
 * - erasing: a few at a time. A hold placed meanwhile keeps what has not gone yet.
 * - done: everything has gone here and at Twilio; sealed by a hash over the hashes of what went.
 *
 * What is counted (when, how long, on which line, with what result) stays, so that statistics do not change.
 */
import { DateTime } from 'luxon'
import { formatReference } from '../case-reference.ts'
import type { Instant } from '../records.ts'

/**
 * - recordings: of calls and voicemails, as long as their line says.
 * - contacts: calls and texts that are on no case, from their end.
 * - cases: with all of their contacts and documents, from the day they were closed.
 */
export const retentionKinds = ['recordings', 'contacts', 'cases'] as const
export type RetentionKind = (typeof retentionKinds)[number]

export interface RetentionRule {
  kind: RetentionKind
  version: number
  /** Null: as each line says. */
  days: number | null
  /** Approved by the rule: nobody is asked each time. */
  byItself: boolean
  changedBy: string | null
  changedAt: Instant | null
  nextAt: Instant
}

export interface Erasure {
  id: string
  version: number
  kind: RetentionKind
  state: 'proposed' | 'erasing' | 'done'
  proposedAt: Instant
  /** Null once approved: by the rule. */
  approvedBy: string | null
  approvedAt: Instant | null
  doneAt: Instant | null
  seal: string | null
}

export interface ErasureItem {
  erasureId: string
  recordId: string
  kind: RetentionKind
  /** What it was, without a name or a number: "Case CX-10482, closed 3 Mar 2020". */
  about: string
  state: 'due' | 'held' | 'erased'
  sha256: string | null
  erasedAt: Instant | null
}

/**
 * Least: a call is over for its line, and a case can be reopened for a month. Most: forty years, for asbestos and pensions
 * (no statute sets a time for a union's casework; six years is the time to sue over a contract, Limitation Act 1980,
 * section 5, https://www.legislation.gov.uk/ukpga/1980/58/section/5, as of 2026-11-23).
 */
export const keptBetween: Readonly<Record<Exclude<RetentionKind, 'recordings'>, readonly [number, number]>> =
  { contacts: [30, 14_610], cases: [365, 14_610] }

/** So many at most are proposed at once; the next night goes on. */
export const mostProposed = 5000

const dayMs = 86_400_000

/** Records whose time began before this instant are due. */
export const dueBefore = (now: Instant, days: number): Instant =>
  new Date(Date.parse(now) - days * dayMs).toISOString()

const zone = 'Europe/London'

/** The next two o'clock at night, union time. */
export function nextLook(now: Instant): Instant {
  const local = DateTime.fromISO(now, { zone })
  const today = local.set({ hour: 2, minute: 0, second: 0, millisecond: 0 })
  return (today > local ? today : today.plus({ days: 1 })).toUTC().toISO() ?? now
}

/** What a record was, without a name or a number. `what`: 'call', 'voicemail', 'sms', or a case's number. */
export function aboutRecord(kind: RetentionKind, { at, what }: { at: Instant; what: string }): string {
  const local = DateTime.fromISO(at, { zone })
  if (kind === 'cases') return `${formatReference(Number(what))}, closed ${local.toFormat('d LLL yyyy')}`
  const when = local.toFormat('d LLL yyyy HH:mm')
  if (kind === 'recordings')
    return what === 'voicemail' ? `Voicemail of ${when}` : `Recording of a call of ${when}`
  return what === 'sms' ? `Texts that ended ${when}` : `Call that ended ${when}`
}

export type Changed = { next: RetentionRule } | { refused: 'stale-version' | 'bad-retention' }

/** Throws nothing: what cannot be is refused. Recordings take no days here: each line has its own. */
export function changeRule(
  rule: RetentionRule,
  to: { version: number; days: number | null; byItself: boolean; by: string; now: Instant },
): Changed {
  if (to.version !== rule.version) return { refused: 'stale-version' }
  if (rule.kind === 'recordings') {
    if (to.days !== null) return { refused: 'bad-retention' }
  } else {
    const [least, most] = keptBetween[rule.kind]
    if (to.days === null || !Number.isInteger(to.days) || to.days < least || to.days > most)
      return { refused: 'bad-retention' }
  }
  return {
    next: {
      ...rule,
      version: rule.version + 1,
      days: to.days,
      byItself: to.byItself,
      changedBy: to.by,
      changedAt: to.now,
    },
  }
}

export const propose = (id: string, kind: RetentionKind, now: Instant): Erasure => ({
  id,
  version: 1,
  kind,
  state: 'proposed',
  proposedAt: now,
  approvedBy: null,
  approvedAt: null,
  doneAt: null,
  seal: null,
})

/** It has more, or fewer, than who looked at it saw. */
export const grow = (erasure: Erasure): Erasure => ({ ...erasure, version: erasure.version + 1 })

/** `by`: null for the rule itself. `version`: what who approves has looked at. */
export function approve(
  erasure: Erasure,
  { by, version, now }: { by: string | null; version: number; now: Instant },
): { next: Erasure } | { refused: 'erasure-approved' | 'stale-version' } {
  if (erasure.state !== 'proposed') return { refused: 'erasure-approved' }
  if (erasure.version !== version) return { refused: 'stale-version' }
  return { next: { ...grow(erasure), state: 'erasing', approvedBy: by, approvedAt: now } }
}

export const finish = (erasure: Erasure, { seal, now }: { seal: string; now: Instant }): Erasure => ({
  ...grow(erasure),
  state: 'done',
  doneAt: now,
  seal,
})

/** One line for each record in the order of their ids: what the seal is the SHA-256 of, and what the certificate lists. */
export const certificateLine = ({ recordId, state, sha256, erasedAt, about }: ErasureItem): string =>
  [recordId, state, sha256 ?? '', erasedAt ?? '', about].join('|')
