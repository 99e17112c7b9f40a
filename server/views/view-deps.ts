import type { Knex } from 'knex'
import type { Clock } from '../commands/ports.ts'
import type { Allowed } from '../contract/briefs.ts'
import { type RefusalReason, refusals } from '../contract/refusals.ts'

/** What a screen's query needs: the reading connection, which engine it is, and the time. Views write nothing. */
export interface ViewDeps {
  read: Knex
  engine: 'sqlite' | 'postgres'
  clock: Clock
}

/** Rows by their id. */
export const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]))

/** The ids that are there, each once. */
export const idsOf = (ids: readonly (string | null | undefined)[]): string[] => [
  ...new Set(ids.filter((id) => typeof id === 'string')),
]

/** The number of the last event: a version that only ever grows, for snapshots put together from several rows. */
export async function snapshotVersion(read: Knex): Promise<number> {
  const row: unknown = await read('counters').where({ name: 'event' }).first('value')
  return typeof row === 'object' && row !== null && 'value' in row ? Number(row.value) : 0
}

/** Whole seconds between two instants, never negative. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))

/** Whether something may be done now, with the words of the reason when not. */
export const when = (allowed: boolean, reason: RefusalReason): Allowed =>
  allowed ? { allowed: true } : { allowed: false, reason, words: refusals[reason].words }
